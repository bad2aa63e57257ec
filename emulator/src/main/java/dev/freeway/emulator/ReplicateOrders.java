package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which model a request to create a run means, and what it says about it. */
record ReplicateOrders(Replicate replicate) {
    private static final Pattern NAMED =
            Pattern.compile("/(models|deployments)/([^/]+/[^/]+)/predictions");
    private static final Pattern WAIT = Pattern.compile("wait(?:=(\\d{1,2}))?");
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final int OUTPUT_TOKENS = 512;

    static boolean creates(String path) {
        return path.equals("/predictions") || NAMED.matcher(path).matches();
    }

    /** The model that {@code path} or the body's version names, if there is one. */
    Optional<ReplicateModel> model(String path, JsonNode body) {
        Matcher named = NAMED.matcher(path);
        if (!named.matches()) {
            return versioned(body.path("version").asText(""));
        }
        if (named.group(1).equals("models")) {
            return replicate.model(named.group(2));
        }
        return named.group(2).equals(ReplicatePages.DEPLOYMENT)
                ? replicate.model(ReplicatePages.DEPLOYED)
                : Optional.empty();
    }

    /** A version's id, with or without its model's name before it; or that name alone. */
    private Optional<ReplicateModel> versioned(String version) {
        List<String> parts = List.of(version.split(":", 2));
        return replicate.catalogue().stream()
                .filter(model ->
                        parts.getLast().equals(model.version()) || version.equals(model.id()))
                .filter(model -> parts.size() == 1 || parts.getFirst().equals(model.id()))
                .findFirst();
    }

    static String deployment(String path) {
        Matcher named = NAMED.matcher(path);
        return named.matches() && named.group(1).equals("deployments") ? named.group(2) : "";
    }

    /** A prompt as a chat would put it. */
    static ObjectNode view(ReplicateModel model, JsonNode input) {
        ObjectNode view = Json.object().put("model", model.id());
        var messages = view.putArray("messages");
        String system = input.path("system_prompt").asText("");
        if (!system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        messages.addObject().put("role", "user").put("content", input.path("prompt").asText());
        int most = input.path("max_new_tokens").asInt(OUTPUT_TOKENS);
        return view.put("max_tokens", input.path("max_tokens").asInt(most));
    }

    static ObjectNode hook(JsonNode body) {
        ObjectNode hook = Json.object();
        for (String field : List.of("webhook", "webhook_events_filter")) {
            if (body.hasNonNull(field)) {
                hook.set(field, body.get(field));
            }
        }
        return hook;
    }

    /** How long the asker would wait for the end; empty: not at all. */
    static Optional<Duration> wait(Incoming call) {
        Matcher wait = WAIT.matcher(call.header("prefer").orElse("").strip());
        if (!wait.matches()) {
            return Optional.empty();
        }
        String seconds = wait.group(1);
        Duration wanted = seconds == null ? WAIT_MAX : Duration.ofSeconds(Long.parseLong(seconds));
        return Optional.of(wanted.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wanted);
    }

    static Optional<Duration> cancelAfter(Incoming call) {
        Matcher parts = DURATION.matcher(call.header("cancel-after").orElse("").strip());
        if (!parts.matches() || parts.group().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofHours(number(parts, 1))
                        .plusMinutes(number(parts, 2))
                        .plusSeconds(number(parts, 3)));
    }

    private static long number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
