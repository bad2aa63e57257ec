package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import dev.freeway.relay.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told when it is not served. */
class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Counter DAY = Window.rolling(50, Duration.ofDays(1));

    @Test
    void aSpentDayIsA429ThatTellsTheTrueTimeButNobodyToSleepPastAMinute() {
        Problem problem = spent(lack("acme", DAY, Meter.REQUESTS, Duration.ofHours(5)));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.headers())
                .containsEntry("retry-after", "60")
                .containsEntry("x-should-retry", "false")
                .containsEntry("x-freeway-resets-at", "2026-11-20T17:00:00Z")
                .containsEntry("x-ratelimit-limit-requests", "50")
                .containsEntry("x-ratelimit-remaining-requests", "0")
                .containsEntry("x-ratelimit-reset-requests", "18000s");
        assertThat(problem.message()).contains("0 of 50 requests", "acme", "main", "5 h 0 min");
        JsonNode error = problem.json().path("error");
        assertThat(error.path("limit").asText()).isEqualTo("it");
        assertThat(error.path("resets_at").asText()).isEqualTo("2026-11-20T17:00:00Z");
    }

    @Test
    void aShortWaitMayBeRetriedWhenItIsOver() {
        Problem problem = spent(lack("acme", DAY, Meter.REQUESTS, Duration.ofMillis(1_200)));
        assertThat(problem.headers())
                .containsEntry("retry-after", "2")
                .containsEntry("x-should-retry", "true");
    }

    @Test
    void ofSeveralLimitsTheOneThatFitsFirstDecides() {
        Problem problem =
                spent(
                        lack("acme", new Pot(10, Instant.MAX), Meter.REQUESTS, null),
                        lack("other", DAY, Meter.REQUESTS, Duration.ofSeconds(9)));
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.headers()).containsEntry("retry-after", "9");
        assertThat(problem.message()).contains("acme", "other");
    }

    @Test
    void whatNeverComesBackIsA402() {
        for (Counter pot :
                List.of(new Pot(10, Instant.MAX), new Undisclosed(new Pot(10, Instant.MAX)))) {
            Problem problem = spent(lack("acme", pot, Meter.REQUESTS, null));
            assertThat(problem.status()).isEqualTo(402);
            assertThat(problem.code()).isEqualTo("insufficient_quota");
            assertThat(problem.headers()).containsEntry("x-should-retry", "false");
            assertThat(problem.message()).contains("does not come back");
        }
    }

    @Test
    void whatIsTooLargeForARequestIsA413ThatSaysHowMuchIsAllowed() {
        Problem cap = spent(lack("acme", new Cap(8_000), Meter.INPUT_TOKENS, null));
        assertThat(cap.status()).isEqualTo(413);
        assertThat(cap.message()).contains("8,000", "input tokens", "9,000");
        Counter minute = Window.rolling(6_000, Duration.ofMinutes(1));
        Problem window = spent(lack("acme", minute, Meter.INPUT_TOKENS, null));
        assertThat(window.status()).isEqualTo(413);
        assertThat(window.message()).contains("6,000");
    }

    @Test
    void aPlansOwnLimitIsNamedAsSuch() {
        Problem problem =
                spent(lack(CounterKey.GRANTED, DAY, Meter.REQUESTS, Duration.ofSeconds(9)));
        assertThat(problem.message()).contains("the plan of main", "Your plan sets this limit");
    }

    @Test
    void whereNoOfferMayBeAskedThatIsA429Too() {
        assertThat(Refusals.of(new Outcome.Spent(List.of(), Instant.MAX), NOW).status())
                .isEqualTo(429);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new Fault.RateLimited("slow down", NOW.plusSeconds(7)), 429),
                Arguments.of(new Fault.RateLimited("slow down", Instant.EPOCH), 429),
                Arguments.of(new Fault.AllowanceSpent("the day", NOW.plusSeconds(9_999)), 429),
                Arguments.of(new Fault.AllowanceSpent("all of it", Instant.MAX), 429),
                Arguments.of(new Fault.PaymentRequired("card"), 502),
                Arguments.of(new Fault.Overloaded("busy"), 502),
                Arguments.of(new Fault.Rejected(422, "no such tool", "bad_tool"), 422),
                Arguments.of(new Fault.TooLarge("too long"), 413),
                Arguments.of(new Fault.Unfit("n: 2 (expected: 1)"), 400),
                Arguments.of(new Fault.BadCredentials("key"), 502),
                Arguments.of(new Fault.UnknownModel("gone"), 502),
                Arguments.of(new Fault.Retired("since July"), 502),
                Arguments.of(new Fault.Broken("html"), 502),
                Arguments.of(new Fault.Unreachable("no route"), 502),
                Arguments.of(new Fault.TimedOut("silent for 30 s"), 504),
                Arguments.of(new Fault.CutShort("half"), 502));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyWayAProviderCanFailHasItsStatus(Fault fault, int status) {
        Problem problem = Refusals.of(new Outcome.Failed(fault, 2), NOW);
        assertThat(problem.status()).isEqualTo(status).isNotEqualTo(503);
        assertThat(problem.message()).contains(fault.detail());
        assertThat(problem.json().path("error").properties().stream().map(e -> e.getKey()))
                .contains("message", "type", "param", "code");
        if (status == 429) {
            assertThat(Integer.parseInt(problem.headers().get("retry-after"))).isBetween(1, 60);
            assertThat(problem.headers()).containsKey("x-should-retry");
        }
    }

    @Test
    void anUnknownModelIsA404ThatNamesOnesAlike() {
        Problem problem =
                Refusals.of(new Outcome.UnknownModel("talk", List.of("acme/talker")), NOW);
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.code()).isEqualTo("model_not_found");
        assertThat(problem.message()).contains("acme/talker");
    }

    @Test
    void whatNoOfferCanDoIsA400ThatSaysWhatEachLacks() {
        Problem problem = Refusals.of(new Outcome.Unfit("m", List.of("acme/m: no vision")), NOW);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.message()).contains("no vision");
    }

    private static Problem spent(Decision.Lacks... lacks) {
        Instant earliest =
                Stream.of(lacks).map(Decision.Lacks::fitsAt).min(Instant::compareTo).orElseThrow();
        return Refusals.of(new Outcome.Spent(List.of(lacks), earliest), NOW);
    }

    /** Of one request with 9,000 tokens of input; {@code wait} is null for ever. */
    private static Decision.Lacks lack(
            String provider, Counter counter, Meter meter, Duration wait) {
        CounterKey key = new CounterKey(provider, "main", CounterKey.SHARED, "it");
        Draw draw = new Draw(key, Limit.of("it", meter, counter), Usage.of(9_000, 10));
        return new Decision.Lacks(draw, 0, wait == null ? Instant.MAX : NOW.plus(wait));
    }
}
