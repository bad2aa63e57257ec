package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.testkit.TurnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits that their provider moves with their use: told once, they are kept and used up. */
class MovingLimitsTest {
    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));

    @TempDir Path directory;

    /** What one provider's limit is called here and there, and what is asked of it. */
    private record Rate(String model, int output, String ours, String theirs) {}

    @Test
    void tokensThatFireworksGrantsMoreOfAreUsedAndLessOfAreNotOverdrawn() throws Exception {
        Rate generated =
                new Rate(
                        "accounts/fireworks/models/glm-5p3-flash",
                        8_000,
                        "tpm_generated",
                        "tokens-generated");
        try (OneProvider world = open("fireworks", "payment_method=no")) {
            assertThat(minutes(world, generated, 5)).containsOnly(4);
            assertThat(minutes(world, generated, 5)).as("72,000 a minute").containsOnly(9);
            assertThat(minutes(world, generated, 1)).as("more than ten calls").containsOnly(10);
            clock.turn(Duration.ofHours(1));
            assertThat(minutes(world, generated, 1)).as("18,000 a minute").containsOnly(2);
            assertThat(world.judged().path("refused_by_quota").asInt()).isZero();
            assertThat(world.billed()).isZero();
        }
    }

    @Test
    void requestsThatTogetherGrantsMoreOfAreUsedAndLessOfAreNotOverdrawn() throws Exception {
        Rate requests = new Rate("openai/gpt-oss-20b", 1, "rpm", "rpm");
        try (OneProvider world = open("together", "credit_dollars=5")) {
            assertThat(minutes(world, requests, 5)).containsOnly(60);
            assertThat(minutes(world, requests, 2)).containsOnly(120);
            clock.turn(Duration.ofHours(1));
            assertThat(minutes(world, requests, 2)).containsOnly(60);
            assertThat(world.judged().path("refused_by_quota").asInt()).isZero();
        }
    }

    /** The operator said business, the account is on the free plan: fifty a day, not a hundred. */
    @Test
    void howLargeADayIsIsLearnedFromARefusalThatNamesIt() throws Exception {
        clock.set(Instant.parse("2026-05-01T12:00:00Z"));
        try (OneProvider world =
                new OneProvider(
                        clock,
                        directory,
                        "github-models",
                        "copilot_plan=free",
                        "",
                        "copilot_plan=business")) {
            assertThat(world.spend("openai/gpt-4o", 5, false)).isEqualTo(50);
            assertThat(world.judged().path("refused_by_quota").asInt()).isOne();
            JsonNode day = limit(world, "rpd", "openai/gpt-4o");
            assertThat(day.path("amount").asLong()).isEqualTo(50);
            assertThat(day.at("/learned/evidence").asText()).contains("UserByModelByDay");
        }
    }

    private static JsonNode limit(OneProvider world, String limit, String model) throws Exception {
        for (JsonNode row : world.quota()) {
            if (row.path("limit").asText().equals(limit)
                    && row.path("model").asText().equals(model)) {
                return row;
            }
        }
        throw new AssertionError("no " + limit + " of " + model);
    }

    private OneProvider open(String provider, String fact) throws Exception {
        return new OneProvider(clock, directory, provider, fact, "");
    }

    /**
     * How many the gateway serves in each of so many minutes, when it is asked until it refuses.
     */
    private List<Integer> minutes(OneProvider world, Rate rate, int minutes) throws Exception {
        List<Integer> served = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            int inMinute = 0;
            while (world.ask(rate.model(), rate.output(), false).statusCode() == 200) {
                if (inMinute++ == 0) {
                    Browser.eventually(() -> ours(world, rate) == theirs(world, rate));
                }
            }
            served.add(inMinute);
            clock.turn(Duration.ofMinutes(1));
        }
        return served;
    }

    private static long ours(OneProvider world, Rate rate) throws Exception {
        return amount(world.quota(), rate.model(), rate.ours());
    }

    private static long theirs(OneProvider world, Rate rate) throws Exception {
        return amount(world.judged().path("limits"), rate.model(), rate.theirs());
    }

    private static long amount(JsonNode limits, String model, String limit) {
        for (JsonNode row : limits) {
            if (row.path("limit").asText().equals(limit)
                    && row.path("model").asText().equals(model)) {
                return row.path("amount").asLong();
            }
        }
        throw new AssertionError("no limit " + limit + " of " + model);
    }
}
