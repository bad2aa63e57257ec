package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Random;

/** An answer in OpenAI's shape, whole or in chunks. */
final class Reply {
    private final String id;
    private final Visit visit;
    private final Completion completion;
    private final boolean chat;
    private final ObjectNode usageMore;

    Reply(String id, Visit visit, Completion completion, boolean chat, ObjectNode usageMore) {
        this.id = id;
        this.visit = visit;
        this.completion = completion;
        this.chat = chat;
        this.usageMore = usageMore;
    }

    String id() {
        return id;
    }

    int tokens() {
        return completion.tokens();
    }

    private ObjectNode outer(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", visit.at().getEpochSecond())
                .put("model", visit.model());
    }

    ObjectNode whole() {
        ObjectNode answer = outer(chat ? "chat.completion" : "text_completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        if (!chat) {
            choice.put("text", completion.text());
        } else if (completion.tool().isEmpty()) {
            choice.putObject("message").put("role", "assistant").put("content", completion.text());
        } else {
            ObjectNode message = choice.putObject("message").put("role", "assistant");
            message.putNull("content").set("tool_calls", toolCall(completion.text(), true));
        }
        choice.put("finish_reason", completion.finishReason());
        answer.set("usage", usage());
        return answer;
    }

    private ArrayNode toolCall(String arguments, boolean first) {
        ArrayNode calls = Json.array();
        ObjectNode call = calls.addObject().put("index", 0);
        if (first) {
            call.put("id", "call_" + id).put("type", "function");
        }
        ObjectNode function = call.putObject("function");
        if (first) {
            function.put("name", completion.tool());
        }
        function.put("arguments", arguments);
        return calls;
    }

    ObjectNode usage() {
        ObjectNode usage =
                Json.object()
                        .put("prompt_tokens", visit.input())
                        .put("completion_tokens", completion.tokens())
                        .put("total_tokens", visit.input() + completion.tokens());
        usage.setAll(usageMore);
        return usage;
    }

    /** The chunk of that piece. */
    ObjectNode chunk(int piece) {
        ObjectNode chunk = outer(chat ? "chat.completion.chunk" : "text_completion");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        String text = completion.pieces().get(piece);
        if (!chat) {
            choice.put("text", text);
        } else {
            ObjectNode delta = choice.putObject("delta");
            if (piece == 0) {
                delta.put("role", "assistant");
            }
            if (completion.tool().isEmpty()) {
                delta.put("content", text);
            } else {
                delta.set("tool_calls", toolCall(text, piece == 0));
            }
        }
        choice.putNull("finish_reason");
        return chunk;
    }

    ObjectNode finish(boolean withUsage) {
        ObjectNode chunk = outer(chat ? "chat.completion.chunk" : "text_completion");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        if (chat) {
            choice.putObject("delta");
        } else {
            choice.put("text", "");
        }
        choice.put("finish_reason", completion.finishReason());
        if (withUsage) {
            chunk.set("usage", usage());
        }
        return chunk;
    }

    ObjectNode usageChunk() {
        ObjectNode chunk = outer("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage());
        return chunk;
    }

    /** Embeddings of every input, as numbers or as base64 of little-endian floats. */
    static ObjectNode embeddings(Visit visit) {
        ObjectNode answer = Json.object().put("object", "list");
        ArrayNode data = answer.putArray("data");
        var input = visit.request().path("input");
        int inputs = input.isArray() && !input.path(0).isNumber() ? input.size() : 1;
        int dimensions = visit.request().path("dimensions").asInt(256);
        for (int i = 0; i < inputs; i++) {
            ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
            Random random = new Random(input.hashCode() + i);
            ByteBuffer floats = ByteBuffer.allocate(4 * dimensions).order(ByteOrder.LITTLE_ENDIAN);
            ArrayNode numbers = Json.array();
            for (int d = 0; d < dimensions; d++) {
                float value = random.nextFloat() - 0.5f;
                floats.putFloat(value);
                numbers.add(value);
            }
            if (visit.request().path("encoding_format").asText("").equals("base64")) {
                one.put("embedding", Base64.getEncoder().encodeToString(floats.array()));
            } else {
                one.set("embedding", numbers);
            }
        }
        answer.put("model", visit.model());
        answer.putObject("usage")
                .put("prompt_tokens", visit.input())
                .put("total_tokens", visit.input());
        return answer;
    }
}
