package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.audio.Recording;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import dev.freeway.wire.Payload;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Speech at Workers AI, whose models differ: the first Whisper takes the file itself and nothing
 * beside it, the later ones base64 among wishes (cloudflare-docs, workers-ai-models, 2026-09).
 */
final class CloudflareSpeech implements BearerDialect {
    private static final String BARE = "/whisper";
    private static final List<String> NUMBERS =
            List.of(
                    "start",
                    "end",
                    "temperature",
                    "avg_logprob",
                    "compression_ratio",
                    "no_speech_prob");

    @Override
    public Payload body(Call call) throws Unspeakable {
        ObjectNode asked = Requests.tree(call);
        if (asked.path("temperature").asDouble() > 0) {
            throw Unspeakable.here("temperature", asked.get("temperature"), "0");
        }
        Recording recording = call.ask().recording().orElseThrow();
        return call.offer().model().id().endsWith(BARE)
                ? bare(asked, recording)
                : wishing(call, asked, recording);
    }

    private static Payload bare(ObjectNode asked, Recording recording) throws Unspeakable {
        for (String wish : List.of("language", "prompt")) {
            if (Requests.said(asked, wish)) {
                throw Unspeakable.here(wish, asked.get(wish), "none: this model takes no wishes");
            }
        }
        return new Payload("application/octet-stream", recording.bytes());
    }

    private static Payload wishing(Call call, ObjectNode asked, Recording recording) {
        ObjectNode body = Json.object();
        body.put("audio", Base64.getEncoder().encodeToString(recording.bytes()));
        boolean translates = call.ask().endpoint() == Endpoint.TRANSLATIONS;
        body.put("task", translates ? "translate" : "transcribe");
        Requests.copy(asked, "language", body, "language");
        Requests.copy(asked, "prompt", body, "initial_prompt");
        return Payload.json(body);
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return new Heard(call.ask().body().raw("timestamp_granularities").orElse(""));
    }

    /**
     * Out of its envelope.
     *
     * @param times what is to be timed, as the client put it
     */
    private record Heard(String times) implements Translation {
        @Override
        public JsonNode whole(byte[] body, String type) throws AnswerBroken {
            JsonNode envelope = Translation.super.whole(body, type);
            if (!envelope.path("errors").isEmpty()) {
                throw new AnswerBroken(envelope);
            }
            JsonNode result = envelope.path("result");
            JsonNode info = result.path("transcription_info");
            ObjectNode answer = Json.object();
            answer.set("text", result.path("text"));
            Requests.copy(info, "duration", answer, "duration");
            Requests.copy(info, "language", answer, "language");
            if (times.isEmpty() || times.contains("segment")) {
                answer.set("segments", segments(result));
            }
            if (times.contains("word")) {
                answer.set("words", words(result));
            }
            return answer;
        }

        private static ArrayNode segments(JsonNode result) {
            ArrayNode segments = Json.array();
            for (JsonNode said : result.path("segments")) {
                ObjectNode segment = segments.addObject();
                segment.put("id", segments.size() - 1).put("seek", 0);
                segment.set("text", said.path("text"));
                segment.putArray("tokens");
                for (String number : NUMBERS) {
                    segment.put(number, said.path(number).asDouble());
                }
            }
            return segments;
        }

        /** Of the answer itself, or of each of its segments. */
        private static ArrayNode words(JsonNode result) {
            ArrayNode words = Json.array();
            result.path("words").forEach(words::add);
            result.path("segments").forEach(segment -> segment.path("words").forEach(words::add));
            return words;
        }
    }
}
