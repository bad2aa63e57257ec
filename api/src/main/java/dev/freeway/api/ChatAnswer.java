package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.util.Arrays;

/** Reads what the relay passes on: OpenAI's answers, whole or by the event. */
public final class ChatAnswer {
    private static final int EVENT_PREFIX_BYTES = "data: ".length();

    private ChatAnswer() {}

    /** An answer in one piece. */
    public static JsonNode whole(byte[] answer) {
        return Json.parse(answer)
                .orElseThrow(() -> new IllegalStateException("an answer that is no JSON"));
    }

    /** One event of a stream, as {@link Voice#event} has it. */
    public static JsonNode event(byte[] event) {
        return whole(Arrays.copyOfRange(event, EVENT_PREFIX_BYTES, event.length));
    }

    /** What a choice says, of a whole answer or of a chunk. */
    public static JsonNode said(JsonNode choice) {
        return choice.has("message") ? choice.path("message") : choice.path("delta");
    }

    /** The text of it, or why there is none. */
    public static String text(JsonNode said) {
        return said.path("content").asText("") + said.path("refusal").asText("");
    }

    /** What the model thought, which providers call by two names. */
    public static String thought(JsonNode said) {
        String thought = said.path("reasoning_content").asText("");
        return thought.isEmpty() ? said.path("reasoning").asText("") : thought;
    }
}
