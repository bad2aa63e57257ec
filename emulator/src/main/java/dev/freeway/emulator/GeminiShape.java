package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Optional;

/** Gemini's answers; a stream of them as events, or as an array that grows. */
enum GeminiShape implements Shape {
    EVENTS,
    ARRAY;

    @Override
    public Body whole(Reply reply) {
        ObjectNode answer = outer(reply, reply.tokens());
        ArrayNode candidates = answer.putArray("candidates");
        for (Completion completion : reply.choices()) {
            candidate(candidates, candidates.size(), part(completion))
                    .put("finishReason", finish(completion));
        }
        return Body.json(answer);
    }

    private static ObjectNode outer(Reply reply, int said) {
        ObjectNode answer = Json.object();
        answer.put("modelVersion", reply.visit().model()).put("responseId", reply.id());
        answer.set("usageMetadata", usage(reply, said));
        return answer;
    }

    private static ObjectNode usage(Reply reply, int said) {
        int input = reply.visit().input();
        ObjectNode usage =
                Json.object()
                        .put("promptTokenCount", input)
                        .put("candidatesTokenCount", said)
                        .put("totalTokenCount", input + said);
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", input);
        return usage;
    }

    private static ObjectNode candidate(ArrayNode candidates, int index, ObjectNode part) {
        ObjectNode candidate = candidates.addObject();
        ObjectNode content = candidate.putObject("content").put("role", "model");
        content.putArray("parts").add(part);
        return candidate.put("index", index);
    }

    /** A call that was cut short is none. */
    private static ObjectNode part(Completion completion) {
        Optional<JsonNode> arguments = Json.parse(completion.text());
        if (completion.tool().isEmpty()) {
            return Json.object().put("text", completion.text());
        }
        if (arguments.isEmpty()) {
            return Json.object().put("text", "");
        }
        ObjectNode part = Json.object();
        part.putObject("functionCall").put("name", completion.tool()).set("args", arguments.get());
        return part;
    }

    private static String finish(Completion completion) {
        return completion.finishReason().equals("length") ? "MAX_TOKENS" : "STOP";
    }

    @Override
    public String streamType() {
        return this == EVENTS ? "text/event-stream" : "application/json; charset=UTF-8";
    }

    @Override
    public String opening(Reply reply) {
        return this == EVENTS ? "" : "[";
    }

    /** Calls are not cut into pieces: they come with their last. */
    @Override
    public String piece(Reply reply, int piece) {
        Reply.Place place = reply.place(piece);
        Completion completion = reply.choices().get(place.choice());
        boolean call = !completion.tool().isEmpty();
        if (call && place.piece() < completion.tokens() - 1) {
            return "";
        }
        ObjectNode answer = outer(reply, piece + 1);
        ObjectNode part = call ? part(completion) : Json.object().put("text", reply.text(place));
        candidate(answer.putArray("candidates"), place.choice(), part);
        return framed(answer, false);
    }

    @Override
    public String ending(Reply reply) {
        ObjectNode answer = outer(reply, reply.tokens());
        ArrayNode candidates = answer.putArray("candidates");
        for (Completion completion : reply.choices()) {
            candidate(candidates, candidates.size(), Json.object().put("text", ""))
                    .put("finishReason", finish(completion));
        }
        return framed(answer, true);
    }

    @Override
    public String broken(Reply reply, ObjectNode error) {
        return framed(error, true);
    }

    private String framed(ObjectNode answer, boolean last) {
        return switch (this) {
            case EVENTS -> "data: " + answer + "\r\n\r\n";
            case ARRAY -> answer + (last ? "]" : ",\r\n");
        };
    }
}
