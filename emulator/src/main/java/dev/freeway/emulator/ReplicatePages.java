package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Replicate shows besides runs: models, versions, collections, the account. */
final class ReplicatePages {
    static final String DEPLOYMENT = "emulated/llama";
    static final String DEPLOYED = "meta/meta-llama-3-8b-instruct";
    private static final String SINCE = "2024-04-18T00:00:00Z";

    private ReplicatePages() {}

    static Optional<JsonNode> page(String path, Replicate replicate, Instant now) {
        List<String> parts =
                Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
        return switch (parts.getFirst()) {
            case "account" -> Optional.of(account());
            case "hardware" -> Optional.of(hardware());
            case "collections" -> collections(parts, replicate, now);
            case "deployments" -> deployments(parts);
            case "models" -> models(parts, replicate);
            default -> Optional.empty();
        };
    }

    private static ObjectNode account() {
        return Json.object()
                .put("type", "user")
                .put("username", "emulated")
                .put("name", "Emulated")
                .putNull("github_url");
    }

    private static ArrayNode hardware() {
        ArrayNode list = Json.array();
        list.addObject().put("name", "CPU").put("sku", "cpu");
        list.addObject().put("name", "Nvidia L40S GPU").put("sku", "gpu-l40s");
        return list;
    }

    static ObjectNode paged(Stream<? extends JsonNode> results) {
        ObjectNode page = Json.object().putNull("next").putNull("previous");
        ArrayNode list = page.putArray("results");
        results.forEach(list::add);
        return page;
    }

    private static Optional<JsonNode> collections(
            List<String> parts, Replicate replicate, Instant now) {
        List<ReplicateModel> all = List.copyOf(replicate.catalogue());
        return switch (parts.size()) {
            case 1 ->
                    Optional.of(
                            paged(
                                    Stream.of("try-for-free", "text-to-image")
                                            .map(slug -> collection(slug))));
            case 2 ->
                    switch (parts.get(1)) {
                        case "try-for-free" ->
                                Optional.of(
                                        collection(parts.get(1), all, model -> model.free(now)));
                        case "text-to-image" ->
                                Optional.of(collection(parts.get(1), all, ReplicateModel::paints));
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    private static ObjectNode collection(String slug) {
        return Json.object().put("name", slug).put("slug", slug).put("description", slug);
    }

    private static ObjectNode collection(
            String slug,
            Collection<ReplicateModel> all,
            java.util.function.Predicate<ReplicateModel> member) {
        ObjectNode page = collection(slug);
        ArrayNode models = page.putArray("models");
        all.stream().filter(member).forEach(model -> models.add(model(model)));
        return page;
    }

    private static Optional<JsonNode> deployments(List<String> parts) {
        ObjectNode one = Json.object().put("owner", "emulated").put("name", "llama");
        one.putObject("current_release").put("number", 1).put("model", DEPLOYED);
        return switch (parts.size()) {
            case 1 -> Optional.of(paged(Stream.of(one)));
            case 3 ->
                    DEPLOYMENT.equals(parts.get(1) + "/" + parts.get(2))
                            ? Optional.of(one)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> models(List<String> parts, Replicate replicate) {
        if (parts.size() == 1) {
            return Optional.of(search("", replicate));
        }
        Optional<ReplicateModel> model =
                parts.size() < 3
                        ? Optional.empty()
                        : replicate.model(parts.get(1) + "/" + parts.get(2));
        return model.flatMap(found -> model(found, parts.subList(3, parts.size())));
    }

    private static Optional<JsonNode> model(ReplicateModel model, List<String> rest) {
        if (rest.isEmpty()) {
            return Optional.of(model(model));
        }
        if (rest.equals(List.of("versions"))) {
            return Optional.of(paged(Stream.of(version(model))));
        }
        return rest.equals(List.of("versions", model.version()))
                ? Optional.of(version(model))
                : Optional.empty();
    }

    /** Models whose name contains {@code words}. */
    static ObjectNode search(String words, Replicate replicate) {
        return paged(
                replicate.catalogue().stream()
                        .filter(model -> model.id().contains(words.strip()))
                        .map(ReplicatePages::model));
    }

    private static ObjectNode model(ReplicateModel model) {
        ObjectNode page =
                Json.object()
                        .put("url", "https://replicate.com/" + model.id())
                        .put("owner", model.owner())
                        .put("name", model.name())
                        .put("description", model.paints() ? "Paints" : "Writes")
                        .put("visibility", "public")
                        .put("run_count", 0);
        page.putNull("default_example").set("latest_version", version(model));
        return page;
    }

    private static ObjectNode version(ReplicateModel model) {
        ObjectNode page = Json.object().put("id", model.version()).put("created_at", SINCE);
        ObjectNode input =
                page.putObject("openapi_schema")
                        .putObject("components")
                        .putObject("schemas")
                        .putObject("Input")
                        .put("type", "object");
        input.putArray("required").add("prompt");
        input.putObject("properties").putObject("prompt").put("type", "string");
        return page;
    }
}
