package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who serves which model behind Hugging Face's router, and for how much. Immutable. */
final class HuggingFaceHosts {
    private static final String FASTEST = "fastest";

    /**
     * A company that serves a model.
     *
     * @param speed output tokens a second, assumed
     */
    record Host(String name, Price price, int context, int speed) {}

    /** In a user's order. Prices of DeepSeek are the router's (2026-08); the others are assumed. */
    private final Map<String, List<Host>> hosts =
            new TreeMap<>(
                    Map.of(
                            "openai/gpt-oss-120b",
                            List.of(
                                    new Host("groq", new Price(0.15, 0.60), 131_072, 500),
                                    new Host("cerebras", new Price(0.35, 0.75), 131_072, 2_000)),
                            "deepseek-ai/DeepSeek-V4-Pro",
                            List.of(
                                    new Host("novita", new Price(1.69, 3.38), 1_048_576, 60),
                                    new Host("together", new Price(2.10, 4.40), 512_000, 80),
                                    new Host("deepinfra", new Price(1.74, 3.48), 65_536, 60))));

    List<String> models() {
        return List.copyOf(hosts.keySet());
    }

    /** Who serves {@code name}: a model, and after a colon a host or how to choose one. */
    Optional<Host> of(String name) {
        int colon = name.indexOf(':');
        String model = colon < 0 ? name : name.substring(0, colon);
        String choice = colon < 0 ? FASTEST : name.substring(colon + 1);
        List<Host> all = hosts.getOrDefault(model, List.of());
        return switch (choice) {
            case FASTEST -> all.stream().max(Comparator.comparingInt(Host::speed));
            case "cheapest" ->
                    all.stream().min(Comparator.comparingDouble(host -> host.price().output()));
            case "preferred" -> all.stream().findFirst();
            default -> all.stream().filter(host -> host.name().equals(choice)).findFirst();
        };
    }

    ObjectNode page() {
        ObjectNode page = Json.object().put("object", "list");
        ArrayNode data = page.putArray("data");
        models().forEach(model -> page(model).ifPresent(data::add));
        return page;
    }

    Optional<ObjectNode> page(String model) {
        return Optional.ofNullable(hosts.get(model)).map(all -> page(model, all));
    }

    private static ObjectNode page(String model, List<Host> all) {
        ObjectNode page =
                Json.object()
                        .put("id", model)
                        .put("object", "model")
                        .put("created", 0)
                        .put("owned_by", model.substring(0, model.indexOf('/')));
        ObjectNode architecture = page.putObject("architecture");
        architecture.putArray("input_modalities").add("text");
        architecture.putArray("output_modalities").add("text");
        ArrayNode providers = page.putArray("providers");
        for (Host host : all) {
            providers
                    .addObject()
                    .put("provider", host.name())
                    .put("status", "live")
                    .put("context_length", host.context())
                    .put("supports_tools", true)
                    .put("supports_structured_output", true)
                    .putObject("pricing")
                    .put("input", host.price().input())
                    .put("output", host.price().output());
        }
        return page;
    }
}
