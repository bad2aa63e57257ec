package dev.freeway.api.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says of one answer whose it is and how long it took. Used by one thread at a time. */
final class Watch {
    private final InstantSource clock;
    private final String model;
    private final Instant began;
    private Instant spoke;

    Watch(InstantSource clock, String model) {
        this.clock = clock;
        this.model = model;
        this.began = clock.instant();
        this.spoke = began;
    }

    /** The first word has come. */
    void speaks() {
        spoke = clock.instant();
    }

    ObjectNode signed() {
        return Json.object().put("model", model);
    }

    ObjectNode stamped() {
        return signed().put("created_at", clock.instant().toString());
    }

    /**
     * Durations in nanoseconds and counts in tokens.
     *
     * @param usage OpenAI's
     */
    void sum(JsonNode usage, ObjectNode answer) {
        Instant now = clock.instant();
        answer.put("total_duration", nanos(began, now));
        answer.put("load_duration", 0);
        answer.put("prompt_eval_count", usage.path("prompt_tokens").asLong());
        answer.put("prompt_eval_duration", nanos(began, spoke));
        answer.put("eval_count", usage.path("completion_tokens").asLong());
        answer.put("eval_duration", nanos(spoke, now));
    }

    /** As {@link #sum}, of an answer that is not spoken. */
    void sumOfInput(JsonNode usage, ObjectNode answer) {
        answer.put("total_duration", nanos(began, clock.instant()));
        answer.put("load_duration", 0);
        answer.put("prompt_eval_count", usage.path("prompt_tokens").asLong());
    }

    private static long nanos(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }
}
