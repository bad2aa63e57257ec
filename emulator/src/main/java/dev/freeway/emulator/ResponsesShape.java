package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;

/** OpenAI's {@code /responses}: an object, or events that build it; one message or one call. */
final class ResponsesShape implements Shape {
    private static final String DONE = "completed";
    private static final String UNDER_WAY = "in_progress";

    @Override
    public Body whole(Reply reply) {
        return Body.json(answer(reply, true));
    }

    private static boolean calls(Reply reply) {
        return !reply.first().tool().isEmpty();
    }

    private static ObjectNode answer(Reply reply, boolean over) {
        boolean cut = reply.first().finishReason().equals("length");
        ObjectNode answer =
                Json.object()
                        .put("id", "resp_" + reply.id())
                        .put("object", "response")
                        .put("created_at", reply.visit().at().getEpochSecond())
                        .put("status", !over ? UNDER_WAY : cut ? "incomplete" : DONE)
                        .put("model", reply.visit().model())
                        .putNull("error");
        answer.putNull("incomplete_details");
        if (over && cut) {
            answer.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        var output = answer.putArray("output");
        answer.putNull("usage");
        if (over) {
            output.add(item(reply, true));
            answer.set("usage", usage(reply));
        }
        return answer;
    }

    private static ObjectNode usage(Reply reply) {
        ObjectNode usage = Json.object().put("input_tokens", reply.visit().input());
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.put("output_tokens", reply.tokens());
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage.put("total_tokens", reply.visit().input() + reply.tokens());
    }

    private static ObjectNode item(Reply reply, boolean over) {
        ObjectNode item =
                Json.object()
                        .put("type", calls(reply) ? "function_call" : "message")
                        .put("id", itemId(reply))
                        .put("status", over ? DONE : UNDER_WAY);
        String text = over ? reply.first().text() : "";
        if (calls(reply)) {
            return item.put("call_id", "call_" + reply.id())
                    .put("name", reply.first().tool())
                    .put("arguments", text);
        }
        item.put("role", "assistant");
        var content = item.putArray("content");
        if (over) {
            content.add(part(text));
        }
        return item;
    }

    private static String itemId(Reply reply) {
        return (calls(reply) ? "fc_" : "msg_") + reply.id();
    }

    private static ObjectNode part(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    @Override
    public String opening(Reply reply) {
        String events =
                event(0, "response.created", whole(reply, false))
                        + event(1, "response.in_progress", whole(reply, false))
                        + event(
                                2,
                                "response.output_item.added",
                                Json.object()
                                        .put("output_index", 0)
                                        .set("item", item(reply, false)));
        return calls(reply)
                ? events
                : events + event(3, "response.content_part.added", at(reply).set("part", part("")));
    }

    private static ObjectNode whole(Reply reply, boolean over) {
        return Json.object().set("response", answer(reply, over));
    }

    private static ObjectNode at(Reply reply) {
        ObjectNode at = Json.object().put("item_id", itemId(reply)).put("output_index", 0);
        return calls(reply) ? at : at.put("content_index", 0);
    }

    private static int opened(Reply reply) {
        return calls(reply) ? 3 : 4;
    }

    private static String delta(Reply reply) {
        return calls(reply) ? "response.function_call_arguments" : "response.output_text";
    }

    @Override
    public String piece(Reply reply, int piece) {
        String text = reply.text(reply.place(piece));
        return event(opened(reply) + piece, delta(reply) + ".delta", at(reply).put("delta", text));
    }

    @Override
    public String ending(Reply reply) {
        int number = opened(reply) + reply.tokens();
        String text = reply.first().text();
        StringBuilder events = new StringBuilder();
        String field = calls(reply) ? "arguments" : "text";
        events.append(event(number++, delta(reply) + ".done", at(reply).put(field, text)));
        if (!calls(reply)) {
            ObjectNode part = at(reply).set("part", part(text));
            events.append(event(number++, "response.content_part.done", part));
        }
        ObjectNode item = Json.object().put("output_index", 0).set("item", item(reply, true));
        events.append(event(number++, "response.output_item.done", item));
        boolean cut = reply.first().finishReason().equals("length");
        String last = cut ? "response.incomplete" : "response.completed";
        return events.append(event(number, last, whole(reply, true))).toString();
    }

    @Override
    public String broken(Reply reply, ObjectNode error) {
        ObjectNode told = Json.object().put("code", "server_error");
        told.put("message", error.findPath("message").asText("")).putNull("param");
        return event(opened(reply), "error", told);
    }

    private static String event(int number, String type, ObjectNode data) {
        data.put("type", type).put("sequence_number", number);
        return "event: " + type + "\n" + Shape.event(data.toString());
    }
}
