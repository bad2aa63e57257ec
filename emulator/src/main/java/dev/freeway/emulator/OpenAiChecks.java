package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request in OpenAI's words must not lack or say. */
final class OpenAiChecks {
    private static final int CHOICES_MAX = 128;
    private static final List<String> BOUNDS =
            List.of("max_tokens", "max_completion_tokens", "max_output_tokens");

    private OpenAiChecks() {}

    /** What is wrong, where, and what was expected. */
    static Optional<String> wrong(Kind kind, JsonNode request) {
        return Stream.of(
                        Stream.of(subject(kind, request), choices(request), tool(request)),
                        BOUNDS.stream().map(bound -> bound(request, bound)))
                .flatMap(checks -> checks)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> subject(Kind kind, JsonNode request) {
        return switch (kind) {
            case CHAT -> messages(request.path("messages"));
            case COMPLETION, IMAGE -> present(request, "prompt");
            case RESPONSE -> present(request, "input").or(() -> remembered(request));
            case EMBEDDING -> present(request, "input");
            case TRANSCRIPT -> Optional.empty();
        };
    }

    private static Optional<String> messages(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            return Optional.of("messages: %s (expected: at least one)".formatted(messages));
        }
        for (int i = 0; i < messages.size(); i++) {
            if (messages.path(i).path("role").asText("").isEmpty()) {
                return Optional.of("messages[%d].role: missing (expected: a role)".formatted(i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> present(JsonNode request, String field) {
        return request.hasNonNull(field)
                ? Optional.empty()
                : Optional.of(field + ": missing (expected: a value)");
    }

    /** Nothing is stored here. */
    private static Optional<String> remembered(JsonNode request) {
        JsonNode previous = request.path("previous_response_id");
        return previous.isTextual()
                ? Optional.of("Previous response with id '" + previous.asText() + "' not found.")
                : Optional.empty();
    }

    private static Optional<String> bound(JsonNode request, String field) {
        JsonNode bound = request.path(field);
        return bound.isMissingNode() || bound.isNull() || bound.asLong(0) > 0
                ? Optional.empty()
                : Optional.of("%s: %s (expected: > 0)".formatted(field, bound));
    }

    private static Optional<String> choices(JsonNode request) {
        long n = request.path("n").asLong(1);
        return n >= 1 && n <= CHOICES_MAX
                ? Optional.empty()
                : Optional.of("n: %d (expected: 1 to %d)".formatted(n, CHOICES_MAX));
    }

    private static Optional<String> tool(JsonNode request) {
        JsonNode choice = request.path("tool_choice");
        String name = choice.path("function").path("name").asText(choice.path("name").asText(""));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode tool : request.path("tools")) {
            if (name.equals(tool.path("function").path("name").asText())
                    || name.equals(tool.path("name").asText())) {
                return Optional.empty();
            }
        }
        return Optional.of("tool_choice: '" + name + "' (expected: the name of one of tools)");
    }
}
