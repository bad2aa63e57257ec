package dev.freeway.api.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Condition;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What types mean, said in words. */
class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQUESTS|14400|14,400 requests",
                "REQUESTS|1|1 request",
                "UNCACHED_TOKENS|30000|30,000 uncached tokens",
                "IN_FLIGHT|2|2 requests",
                "MICRO_DOLLARS|100000|0.10 dollars",
                "MICRO_DOLLARS|27027|0.027027 dollars",
                "MILLI_NEURONS|10000000|10,000 neurons",
                "MILLI_NEURONS|1500|1.5 neurons",
                "AUDIO_MILLISECONDS|7200000|7,200 seconds of audio",
                "MILLI_CREDITS|250|0.25 credits",
            })
    void figures(Meter meter, long amount, String words) {
        assertThat(Words.figure(meter, amount)).isEqualTo(words);
    }

    @Test
    void shapes() {
        assertShape(Window.rolling(5, Duration.ofSeconds(60)), "in any minute");
        assertShape(Window.rolling(5, Duration.ofSeconds(75)), "in any 75 s");
        assertShape(Window.rolling(5, Duration.ofHours(3)), "in any 3 hours");
        assertShape(Window.firstUse(5, Duration.ofDays(30)), "in 30 days from first use");
        assertShape(
                Window.calendar(5, CalendarUnit.DAY, ZoneId.of("America/Los_Angeles")),
                "a calendar day (America/Los_Angeles)");
        assertShape(Bucket.of(5, Duration.ofHours(1)), "refilled continuously within an hour");
        assertShape(
                new Bucket(5, 1_000, Duration.ofDays(1)),
                "refilled continuously by 1,000 within a day");
        assertShape(new Pot(5, Instant.MAX), "once and never again");
        assertShape(new Slots(5), "at a time");
        assertShape(new Cap(5), "a request");
        assertShape(new Undisclosed(new Cap(5)), "a request (assumed: not published)");
    }

    private static void assertShape(Counter counter, String words) {
        assertThat(Words.shape(counter)).isEqualTo(words);
    }

    @Test
    void conditionsAndTheirDays() {
        LocalDate june = LocalDate.of(2026, 6, 1);
        Condition condition =
                new Condition.All(
                        List.of(
                                new Condition.Is("plan", "free"),
                                new Condition.All(
                                        List.of(
                                                new Condition.Not(
                                                        new Condition.AtLeast("credits", 10)))),
                                new Condition.Dated(june, LocalDate.MAX),
                                new Condition.Dated(LocalDate.MIN, june.plusDays(9))));
        assertThat(Words.when(condition)).isEqualTo("plan is free and credits is below 10");
        assertThat(Words.days(condition)).isEqualTo(new Condition.Dated(june, june.plusDays(9)));
        assertThat(Words.when(Condition.ALWAYS)).isEmpty();
        assertThat(Words.when(Condition.NEVER)).isEqualTo("never");
        assertThat(Words.when(new Condition.Not(new Condition.Is("card", "yes"))))
                .isEqualTo("card is not yes");
    }
}
