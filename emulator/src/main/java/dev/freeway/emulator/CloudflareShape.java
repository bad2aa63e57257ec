package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Optional;

/** Cloudflare's own answers: a result in an envelope; a stream of responses without one. */
final class CloudflareShape implements Shape {
    @Override
    public Body whole(Reply reply) {
        ObjectNode result = result(reply.first());
        JsonNode format = reply.visit().request().path("response_format").path("type");
        Optional<JsonNode> json = Json.parse(reply.first().text());
        if (format.asText("").startsWith("json_") && json.isPresent()) {
            result.set("response", json.get());
        }
        result.set("usage", reply.usage());
        return enveloped(result);
    }

    private static ObjectNode result(Completion completion) {
        ObjectNode result = Json.object();
        if (completion.tool().isEmpty()) {
            return result.put("response", completion.text());
        }
        Optional<JsonNode> arguments = Json.parse(completion.text());
        result.putNull("response");
        ArrayNode calls = result.putArray("tool_calls");
        arguments.ifPresent(
                value -> calls.addObject().put("name", completion.tool()).set("arguments", value));
        return result;
    }

    static Body enveloped(JsonNode result) {
        ObjectNode envelope = Json.object();
        envelope.set("result", result);
        envelope.put("success", true).putArray("errors");
        envelope.putArray("messages");
        return Body.json(envelope);
    }

    /** A call comes as a whole, with the last piece. */
    @Override
    public String piece(Reply reply, int piece) {
        Completion completion = reply.first();
        if (completion.tool().isEmpty()) {
            String text = reply.text(reply.place(piece));
            return Shape.event(Json.object().put("response", text).toString());
        }
        boolean last = piece == completion.tokens() - 1;
        return last ? Shape.event(result(completion).toString()) : "";
    }

    @Override
    public String ending(Reply reply) {
        ObjectNode last = Json.object().put("response", "");
        last.set("usage", reply.usage());
        return Shape.event(last.toString()) + "data: [DONE]\n\n";
    }

    static Body embeddings(Reply reply) {
        JsonNode request = reply.visit().request();
        int dimensions = request.path("dimensions").asInt();
        List<float[]> vectors = Embeddings.of(request, dimensions);
        ObjectNode result = Json.object();
        result.putArray("shape").add(vectors.size()).add(dimensions);
        ArrayNode data = result.putArray("data");
        vectors.forEach(vector -> data.add(Embeddings.numbers(vector)));
        return enveloped(result);
    }

    static Body image(Reply reply) {
        return enveloped(Json.object().put("image", Picture.base64(reply, 0, "jpg")));
    }

    static Body transcript(Reply reply) {
        return enveloped(heard(reply).set("words", Audio.words(reply)));
    }

    /** As the later Whisper says it: with how long it was, and in segments. */
    static Body transcriptAndMore(Reply reply) {
        double seconds = reply.visit().request().path("seconds").asDouble();
        ObjectNode result = heard(reply);
        result.putObject("transcription_info")
                .put("language", "en")
                .put("language_probability", 0.99)
                .put("duration", seconds)
                .put("duration_after_vad", seconds);
        ObjectNode segment = result.putArray("segments").addObject();
        segment.put("start", 0.0).put("end", seconds).put("text", reply.first().text());
        segment.put("temperature", 0.0).put("avg_logprob", -0.2);
        segment.put("compression_ratio", 1.1).put("no_speech_prob", 0.01);
        segment.set("words", Audio.words(reply));
        return enveloped(result);
    }

    private static ObjectNode heard(Reply reply) {
        Completion said = reply.first();
        double seconds = reply.visit().request().path("seconds").asDouble();
        return Json.object()
                .put("text", said.text())
                .put("word_count", said.tokens())
                .put("vtt", "WEBVTT\n\n00.000 --> %.3f\n%s".formatted(seconds, said.text()));
    }
}
