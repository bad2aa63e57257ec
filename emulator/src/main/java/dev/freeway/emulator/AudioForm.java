package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.BadForm;
import dev.freeway.wire.Json;
import dev.freeway.wire.Multipart;
import dev.freeway.wire.Multipart.Part;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** OpenAI's form with a recording to be written down, or put into English. */
final class AudioForm {
    private static final List<String> FORMATS = List.of("json", "text", "verbose_json");
    private static final String FORMAT = "response_format";
    private static final String FILE = "file";

    private AudioForm() {}

    static Reading read(Incoming call) {
        try {
            Multipart form =
                    Multipart.read(call.header("content-type").orElse(""), call.body().getBytes());
            return read(form, call.path().endsWith("/translations"));
        } catch (BadForm e) {
            return new Reading.Wrong("request body: " + e.getMessage());
        }
    }

    private static Reading read(Multipart form, boolean translate) {
        Optional<Part> file = form.part(FILE).filter(part -> !part.file().isEmpty());
        if (file.isEmpty()) {
            return new Reading.Wrong("file: missing (expected: a file)");
        }
        ObjectNode view = Json.object().put(FORMAT, "json");
        for (Part part : form.parts()) {
            if (part.name().equals("url")) {
                return new Reading.Wrong("url: beside a file (expected: one of them)");
            }
            if (part.name().endsWith("[]")) {
                view.withArray(part.name().replace("[]", "")).add(part.text());
            } else if (part.file().isEmpty()) {
                view.put(part.name(), part.text());
            }
        }
        if (!FORMATS.contains(view.path(FORMAT).asText())) {
            return new Reading.Wrong("response_format: none of " + FORMATS);
        }
        view.put("task", translate ? "translate" : "transcribe");
        Audio.heard(view, file.get().bytes());
        return new Reading.Asked(Kind.TRANSCRIPT, view, new OneShape(AudioForm::answer));
    }

    private static Body answer(Reply reply) {
        String format = reply.visit().request().path(FORMAT).asText();
        String text = " " + reply.first().text();
        if (format.equals("text")) {
            return new Body("text/plain", Buffer.buffer(text));
        }
        ObjectNode answer = Json.object();
        if (format.equals("verbose_json")) {
            double seconds = reply.visit().request().path("seconds").asDouble();
            answer.put("task", reply.visit().request().path("task").asText());
            answer.put("language", "English").put("duration", seconds);
            answer.set("segments", Json.array().add(segment(text, seconds)));
            if (reply.visit()
                    .request()
                    .path("timestamp_granularities")
                    .toString()
                    .contains("word")) {
                answer.set("words", Audio.words(reply));
            }
        }
        answer.put("text", text).putObject("x_groq").put("id", reply.id());
        return Body.json(answer);
    }

    private static ObjectNode segment(String text, double seconds) {
        ObjectNode segment = Json.object().put("id", 0).put("seek", 0);
        segment.put("start", 0.0)
                .put("end", seconds)
                .put("text", text)
                .putArray("tokens")
                .add(50_365);
        return segment.put("temperature", 0.0)
                .put("avg_logprob", -0.2)
                .put("compression_ratio", 1.1)
                .put("no_speech_prob", 0.01);
    }
}
