package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/** Completions of OpenAI's, of a chat or of a text. */
enum OpenAiShape implements Shape {
    CHAT("chat.completion", "chat.completion.chunk"),
    TEXT("text_completion", "text_completion");

    private final String object;
    private final String chunkObject;

    OpenAiShape(String object, String chunkObject) {
        this.object = object;
        this.chunkObject = chunkObject;
    }

    private static ObjectNode outer(Reply reply, String object) {
        return Json.object()
                .put("id", reply.id())
                .put("object", object)
                .put("created", reply.visit().at().getEpochSecond())
                .put("model", reply.visit().model());
    }

    @Override
    public Body whole(Reply reply) {
        return Body.json(tree(reply));
    }

    ObjectNode tree(Reply reply) {
        ObjectNode answer = outer(reply, object);
        if (this == CHAT) {
            answer.putNull("system_fingerprint");
        }
        ArrayNode choices = answer.putArray("choices");
        for (Completion completion : reply.choices()) {
            ObjectNode choice = choices.addObject().put("index", choices.size() - 1);
            if (this == TEXT) {
                choice.put("text", completion.text());
            } else {
                choice.set("message", message(reply, completion, choices.size() - 1));
            }
            choice.put("finish_reason", completion.finishReason());
        }
        answer.set("usage", reply.usage());
        return answer;
    }

    private static ObjectNode message(Reply reply, Completion completion, int index) {
        ObjectNode message = Json.object().put("role", "assistant");
        if (completion.tool().isEmpty()) {
            return message.put("content", completion.text());
        }
        message.putNull("content");
        message.set(
                "tool_calls",
                toolCall(reply, new Reply.Place(index, 0), completion.text(), completion.tool()));
        return message;
    }

    /** A call's name comes with its first piece. */
    private static ArrayNode toolCall(
            Reply reply, Reply.Place place, String arguments, String name) {
        ArrayNode calls = Json.array();
        ObjectNode call = calls.addObject().put("index", 0);
        ObjectNode function = Json.object();
        if (place.first()) {
            String id = "call_" + reply.id() + (place.choice() == 0 ? "" : "_" + place.choice());
            call.put("id", id).put("type", "function");
            function.put("name", name);
        }
        call.set("function", function.put("arguments", arguments));
        return calls;
    }

    @Override
    public String piece(Reply reply, int piece) {
        Reply.Place place = reply.place(piece);
        ObjectNode chunk = outer(reply, chunkObject);
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", place.choice());
        if (this == TEXT) {
            choice.put("text", reply.text(place));
        } else {
            choice.set("delta", delta(reply, place));
        }
        choice.putNull("finish_reason");
        return Shape.event(chunk.toString());
    }

    private static ObjectNode delta(Reply reply, Reply.Place place) {
        ObjectNode delta = Json.object();
        if (place.first()) {
            delta.put("role", "assistant");
        }
        String tool = reply.choices().get(place.choice()).tool();
        if (tool.isEmpty()) {
            return delta.put("content", reply.text(place));
        }
        delta.set("tool_calls", toolCall(reply, place, reply.text(place), tool));
        return delta;
    }

    @Override
    public String ending(Reply reply) {
        boolean wanted =
                reply.standIn().usageAlways()
                        || reply.visit()
                                .request()
                                .path("stream_options")
                                .path("include_usage")
                                .asBoolean();
        boolean inFinish = wanted && reply.standIn().usageInFinishChunk();
        StringBuilder events = new StringBuilder();
        int last = reply.choices().size() - 1;
        for (int i = 0; i <= last; i++) {
            ObjectNode finish = finish(reply, i);
            if (inFinish && i == last) {
                finish.set("usage", reply.usage());
            }
            events.append(Shape.event(finish.toString()));
        }
        if (wanted && !inFinish) {
            ObjectNode chunk = outer(reply, chunkObject);
            chunk.putArray("choices");
            chunk.set("usage", reply.usage());
            events.append(Shape.event(chunk.toString()));
        }
        return events.append("data: [DONE]\n\n").toString();
    }

    private ObjectNode finish(Reply reply, int index) {
        ObjectNode chunk = outer(reply, chunkObject);
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        if (this == TEXT) {
            choice.put("text", "");
        } else {
            choice.putObject("delta");
        }
        choice.put("finish_reason", reply.choices().get(index).finishReason());
        return chunk;
    }

    @Override
    public String broken(Reply reply, ObjectNode error) {
        ObjectNode chunk = finish(reply, 0);
        ((ObjectNode) chunk.path("choices").path(0)).put("finish_reason", "error");
        chunk.setAll(error);
        return Shape.event(chunk.toString()) + "data: [DONE]\n\n";
    }
}
