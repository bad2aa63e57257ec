package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Media;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Optional;

/** What was heard in a recording, in OpenAI's {@code verbose_json}: all there is to say of it. */
final class Transcripts {
    private static final double SECOND_MILLIS = 1_000;
    private static final double SECONDS_MAX = 1e9;

    private Transcripts() {}

    /** How long the recording was by its provider's word, if it says. */
    static Optional<Media> told(JsonNode answer) {
        double seconds = answer.path("duration").asDouble();
        return seconds > 0 && seconds < SECONDS_MAX
                ? Optional.of(Media.audio((long) Math.ceil(seconds * SECOND_MILLIS)))
                : Optional.empty();
    }

    /** The answer with what clients look for. */
    static ObjectNode shaped(JsonNode answer, Call call) throws AnswerBroken {
        if (!answer.path("text").isTextual()) {
            throw new AnswerBroken(new Fault.Broken("a transcript without a text"));
        }
        Media heard = told(answer).orElse(call.ask().media());
        double seconds = heard.audioMillis() / SECOND_MILLIS;
        ObjectNode shaped = Json.object();
        boolean translated = call.ask().endpoint() == Endpoint.TRANSLATIONS;
        shaped.put("task", translated ? "translate" : "transcribe");
        shaped.put("language", Shape.text(answer, "language", ""));
        shaped.put("duration", seconds);
        shaped.set("text", answer.get("text"));
        for (String part : List.of("words", "segments")) {
            if (answer.path(part).isArray()) {
                shaped.set(part, answer.get(part));
            }
        }
        shaped.putObject("usage").put("type", "duration").put("seconds", (long) Math.ceil(seconds));
        return shaped;
    }
}
