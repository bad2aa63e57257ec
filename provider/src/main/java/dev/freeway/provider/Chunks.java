package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the chunks of one stream into the form strict clients accept: every key they insist on,
 * {@code role} in the first delta, {@code index} and {@code type} on tool calls, no usage. Used by
 * one event loop.
 */
final class Chunks {
    private final Call call;
    private final boolean chat;
    private final Set<Integer> opened = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private final ToolCallDeltas toolCalls = new ToolCallDeltas();

    Chunks(Call call) {
        this.call = call;
        this.chat = call.ask().endpoint() == Endpoint.CHAT;
    }

    ObjectNode shaped(JsonNode chunk) {
        ObjectNode shaped =
                Shape.outer(chunk, chat ? "chat.completion.chunk" : "text_completion", call);
        ArrayNode choices = shaped.putArray("choices");
        for (JsonNode choice : chunk.path("choices")) {
            choices.add(choice(choice));
        }
        return shaped;
    }

    private ObjectNode choice(JsonNode said) {
        int index = said.path("index").asInt();
        ObjectNode choice = Json.object();
        choice.put("index", index);
        if (chat) {
            choice.set("delta", delta(index, said.path("delta")));
        } else {
            choice.put("text", said.path("text").asText());
        }
        choice.set("logprobs", said.path("logprobs").isObject() ? said.get("logprobs") : null);
        JsonNode reason = Shape.finishReason(said.path("finish_reason"));
        choice.set("finish_reason", reason);
        opened.add(index);
        if (!reason.isNull()) {
            finished.add(index);
        }
        return choice;
    }

    private ObjectNode delta(int index, JsonNode said) {
        ObjectNode delta = Json.object();
        if (!opened.contains(index)) {
            delta.put("role", "assistant");
        }
        if (said.path("content").isArray()) {
            delta.put("content", Shape.content(said.path("content")));
        } else if (said.path("content").isTextual()) {
            delta.set("content", said.get("content"));
        }
        for (String name : List.of("reasoning", "reasoning_content", "refusal", "function_call")) {
            if (said.hasNonNull(name)) {
                delta.set(name, said.get(name));
            }
        }
        if (said.path("tool_calls").isArray() && !said.path("tool_calls").isEmpty()) {
            delta.set("tool_calls", toolCalls.shaped(index, said.path("tool_calls")));
        }
        return delta;
    }

    /** Whether a client would have something to show. */
    boolean hasContent(ObjectNode shaped) {
        for (JsonNode choice : shaped.path("choices")) {
            JsonNode delta = choice.path("delta");
            boolean empty =
                    chat
                            ? delta.path("content").asText("").isEmpty()
                                    && !delta.has("tool_calls")
                                    && !delta.has("reasoning")
                                    && !delta.has("reasoning_content")
                                    && !delta.has("refusal")
                            : choice.path("text").asText("").isEmpty();
            if (!empty) {
                return true;
            }
        }
        return false;
    }

    boolean allFinished() {
        return finished.containsAll(opened);
    }

    /** Another chunk of the same answer. */
    ObjectNode like(ObjectNode chunk) {
        return Shape.outer(chunk, chunk.path("object").asText(), call);
    }
}
