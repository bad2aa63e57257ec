package dev.freeway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.testkit.Cases;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What fits here never exceeds the limit as a provider counts it, whenever it counts. */
class NeverOverTest {
    private static final int CASES = 400;
    private static final int REQUESTS = 250;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aRollingWindowIsNeverExceededInAnyWindowOfItsLength() {
        Cases.forAll(
                CASES,
                random -> {
                    Window window = Window.rolling(amount(random), MINUTE);
                    Traffic traffic = traffic(window, random, MINUTE.dividedBy(10));
                    assertThat(NaiveProvider.fullestRolling(traffic.counted(), MINUTE))
                            .isLessThanOrEqualTo(window.amount());
                });
    }

    @Test
    void aRollingWindowIsNeverExceededInAWindowFromFirstUse() {
        Cases.forAll(
                CASES,
                random -> {
                    Window window = Window.rolling(amount(random), MINUTE);
                    Traffic traffic = traffic(window, random, MINUTE.dividedBy(10));
                    assertThat(NaiveProvider.fullestFromFirstUse(traffic.counted(), MINUTE))
                            .isLessThanOrEqualTo(window.amount());
                });
    }

    @Test
    void aCalendarDayIsNeverExceededAcrossDaylightSavingOnAClockOffByTheGuard() {
        List<String> zones =
                List.of("UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu");
        Cases.forAll(
                CASES,
                random -> {
                    ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
                    Duration guard = Duration.ofSeconds(random.nextInt(3) * 100L);
                    Window window =
                            Window.calendar(amount(random), CalendarUnit.DAY, zone).guarded(guard);
                    Traffic traffic = traffic(window, random, Duration.ofMinutes(50));
                    for (long skew : new long[] {-guard.toSeconds(), 0, guard.toSeconds()}) {
                        assertThat(
                                        NaiveProvider.fullestDay(
                                                traffic.counted(), zone, Duration.ofSeconds(skew)))
                                .isLessThanOrEqualTo(window.amount());
                    }
                });
    }

    @Test
    void aWindowFromFirstUseIsNeverExceeded() {
        Cases.forAll(
                4 * CASES,
                random -> {
                    Window window = Window.firstUse(amount(random), MINUTE);
                    Traffic traffic = traffic(window, random, MINUTE.dividedBy(8));
                    assertThat(NaiveProvider.fullestFromFirstUse(traffic.counted(), MINUTE))
                            .isLessThanOrEqualTo(window.amount());
                });
    }

    @Test
    void aBucketNeverGoesBelowEmpty() {
        Cases.forAll(
                CASES,
                random -> {
                    long capacity = amount(random);
                    long refill = 1 + random.nextLong(2 * capacity);
                    Bucket bucket = new Bucket(capacity, refill, MINUTE);
                    Traffic traffic = traffic(bucket, random, MINUTE.dividedBy(10));
                    assertThat(
                                    NaiveProvider.deepestBelowEmpty(
                                            traffic.counted(), capacity, refill / 60.0))
                            .isLessThan(1e-6 * capacity);
                });
    }

    @Test
    void aPotIsNeverOverdrawn() {
        Cases.forAll(
                CASES,
                random -> {
                    Pot pot = new Pot(amount(random), Instant.MAX);
                    Traffic traffic = traffic(pot, random, MINUTE);
                    assertThat(
                                    traffic.counted().stream()
                                            .mapToLong(NaiveProvider.Event::amount)
                                            .sum())
                            .isLessThanOrEqualTo(pot.amount())
                            .isEqualTo(pot.used(traffic.tally(), Instant.EPOCH));
                });
    }

    @Test
    void whatWasHeldHasComeBackInTheEnd() {
        Cases.forAll(
                CASES,
                random -> {
                    Window window = Window.rolling(amount(random), MINUTE);
                    assertThat(traffic(window, random, MINUTE).tally().held()).isZero();
                });
    }

    private static Traffic traffic(Counter counter, RandomGenerator random, Duration step) {
        Duration latency = Duration.ofMillis(1 + random.nextLong(step.toMillis()));
        Traffic traffic = new Traffic(counter, random, step, latency).run(REQUESTS);
        assertThat(traffic.counted()).isNotEmpty();
        return traffic;
    }

    private static long amount(RandomGenerator random) {
        return 1 + random.nextLong(random.nextBoolean() ? 20 : 100_000);
    }
}
