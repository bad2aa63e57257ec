package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.testkit.TurnedClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicate's free models rotate, and how many runs there are nobody says. */
class RotationTest {
    private static final String LLAMA = "meta/meta-llama-3-8b-instruct";
    private static final String FLUX = "black-forest-labs/flux-schnell";
    private static final Duration BEYOND_THE_BENCH = Duration.ofMinutes(10);

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-12-31T23:00:00Z"));

    @TempDir Path directory;

    @Test
    void aModelThatLeftIsRefusedOnceAWeekAndTheOthersGoOn() throws Exception {
        try (OneProvider world = open("none=0")) {
            assertThat(chat(world)).isEqualTo(200);
            clock.turn(Duration.ofHours(2));
            for (int i = 0; i < 5; i++) {
                assertThat(chat(world)).isNotEqualTo(200);
                clock.turn(BEYOND_THE_BENCH);
                assertThat(draw(world)).isEqualTo(200);
                clock.turn(BEYOND_THE_BENCH);
            }
            assertThat(world.judged().path("refused_other").asInt()).isOne();
            JsonNode closed = collection(world);
            assertThat(closed.path("left").asInt()).isZero();
            assertThat(closed.at("/told/evidence").asText()).contains("Free time limit reached");
            clock.turn(Duration.ofDays(7));
            assertThat(chat(world)).isNotEqualTo(200);
            assertThat(world.judged().path("refused_other").asInt()).isEqualTo(2);
            assertThat(world.billed()).isZero();
        }
    }

    @Test
    void runsThatAreFewerThanWasThoughtAreRefusedOnceAModel() throws Exception {
        try (OneProvider world = open("free_runs=3")) {
            for (int i = 0; i < 6; i++) {
                assertThat(chat(world) == 200).isEqualTo(i < 3);
                clock.turn(BEYOND_THE_BENCH);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(draw(world)).isNotEqualTo(200);
                clock.turn(BEYOND_THE_BENCH);
            }
            assertThat(world.judged().path("refused_by_quota").asInt()).isEqualTo(2);
            assertThat(world.billed()).isZero();
        }
    }

    private OneProvider open(String fact) throws Exception {
        return new OneProvider(clock, directory, "replicate", fact, "");
    }

    private static int chat(OneProvider world) throws Exception {
        return world.ask(LLAMA, 5, false).statusCode();
    }

    private static int draw(OneProvider world) throws Exception {
        HttpResponse<String> answer = world.draw(FLUX);
        return answer.statusCode();
    }

    private static JsonNode collection(OneProvider world) throws Exception {
        for (JsonNode row : world.quota()) {
            if (row.path("limit").asText().equals("collection")
                    && row.path("model").asText().equals(LLAMA)) {
                return row;
            }
        }
        throw new AssertionError("no limit of " + LLAMA);
    }
}
