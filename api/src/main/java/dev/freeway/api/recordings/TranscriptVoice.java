package dev.freeway.api.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Problem;
import dev.freeway.api.WholeVoice;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives what was heard in the {@code response_format} asked for. */
enum TranscriptVoice implements WholeVoice {
    JSON,
    TEXT,
    VERBOSE_JSON;

    /** That of a format's name. */
    static Optional<TranscriptVoice> of(String format) {
        return Arrays.stream(values()).filter(voice -> voice.format().equals(format)).findFirst();
    }

    /** The names there are. */
    static String formats() {
        return Arrays.stream(values())
                .map(TranscriptVoice::format)
                .collect(Collectors.joining(", "));
    }

    private String format() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String contentType(boolean stream) {
        return this == TEXT ? "text/plain; charset=utf-8" : "application/json";
    }

    @Override
    public byte[] whole(byte[] answer) {
        return switch (this) {
            case VERBOSE_JSON -> answer;
            case JSON -> Json.bytes(heard(answer).retain("text", "usage"));
            case TEXT ->
                    (heard(answer).path("text").asText() + "\n").getBytes(StandardCharsets.UTF_8);
        };
    }

    private static ObjectNode heard(byte[] answer) {
        JsonNode heard = Json.parse(answer).orElseGet(Json::object);
        return heard instanceof ObjectNode object ? object : Json.object();
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return Json.bytes(problem.json());
    }
}
