package dev.freeway.api.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Speech;
import dev.freeway.wire.Json;

/** The object of a message. */
final class MessageForm {
    private static final String CACHED = "/prompt_tokens_details/cached_tokens";

    private MessageForm() {}

    /** Before anything was said; what it will take is not known yet. */
    static ObjectNode begun(Speech speech) {
        ObjectNode message = bare(speech);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", ofMessage(usage(speech)));
        return message;
    }

    static ObjectNode ended(Speech speech) {
        ObjectNode message = bare(speech);
        ArrayNode content = message.putArray("content");
        speech.parts().forEach(part -> content.add(new ContentBlock(part).ended()));
        message.setAll(stop(speech));
        message.set("usage", ofMessage(usage(speech)));
        return message;
    }

    private static ObjectNode bare(Speech speech) {
        return Json.object()
                .put("id", "msg_" + speech.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", speech.model())
                .putNull("container");
    }

    /** Why it ended. Which stop sequence it was, OpenAI's wire does not say. */
    static ObjectNode stop(Speech speech) {
        String reason =
                switch (speech.finishReason()) {
                    case "length" -> "max_tokens";
                    case "tool_calls", "function_call" -> "tool_use";
                    case "content_filter" -> "refusal";
                    default -> "end_turn";
                };
        return Json.object().put("stop_reason", reason).putNull("stop_sequence");
    }

    /** What was read from a cache is not counted as input a second time. */
    static ObjectNode usage(Speech speech) {
        long cached = speech.tokens(CACHED);
        return Json.object()
                .put("input_tokens", Math.max(0, speech.tokens("/prompt_tokens") - cached))
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", cached)
                .put("output_tokens", speech.tokens("/completion_tokens"));
    }

    /** With the keys that only a whole message's usage has. */
    private static ObjectNode ofMessage(ObjectNode usage) {
        return usage.putNull("cache_creation").putNull("server_tool_use").putNull("service_tier");
    }
}
