package dev.freeway.bench;

import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A claim on four limits that never run out: a minute, a day, tokens a day, places. */
final class FourLimits {
    private static final long PLENTY = 1_000_000_000;
    private static final Map<CounterKey, Limit> LIMITS =
            Map.of(
                    key("rpm"),
                            limit(
                                    "rpm",
                                    Meter.REQUESTS,
                                    Window.rolling(PLENTY, Duration.ofMinutes(1))),
                    key("rpd"),
                            limit(
                                    "rpd",
                                    Meter.REQUESTS,
                                    Window.calendar(PLENTY, CalendarUnit.DAY, ZoneOffset.UTC)),
                    key("tpd"),
                            limit(
                                    "tpd",
                                    Meter.TOTAL_TOKENS,
                                    Window.calendar(
                                            PLENTY * 1_000, CalendarUnit.DAY, ZoneOffset.UTC)),
                    key("places"), limit("places", Meter.IN_FLIGHT, new Slots(PLENTY)));

    static final Claim CLAIM =
            new Claim(
                    LIMITS.entrySet().stream()
                            .map(limit ->
                                    new Draw(limit.getKey(), limit.getValue(), Usage.of(300, 700)))
                            .toList());

    private FourLimits() {}

    static Optional<Limit> of(CounterKey key) {
        return Optional.ofNullable(LIMITS.get(key));
    }

    static List<CounterKey> keys() {
        return LIMITS.keySet().stream().toList();
    }

    private static CounterKey key(String limit) {
        return new CounterKey("somewhere", "mine", CounterKey.SHARED, limit);
    }

    private static Limit limit(String id, Meter meter, Counter counter) {
        return Limit.of(id, meter, counter);
    }
}
