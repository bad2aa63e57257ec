package dev.freeway.members;

import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much a token may use of what its holder has.
 *
 * @param meter one of {@link #METERS}
 * @param amount expected: > 0
 * @param per the length of the window it slides in
 */
public record Budget(Meter meter, long amount, Per per) {
    /** What can be bounded. */
    public static final List<Meter> METERS =
            List.of(Meter.REQUESTS, Meter.INPUT_TOKENS, Meter.OUTPUT_TOKENS, Meter.TOTAL_TOKENS);

    public Budget {
        if (amount <= 0 || !METERS.contains(meter)) {
            throw new IllegalArgumentException(
                    "budgets: %d %s (expected: > 0 of %s)"
                            .formatted(
                                    amount, meter.id(), METERS.stream().map(Meter::id).toList()));
        }
    }

    /** The length of a budget's window. */
    public enum Per {
        MINUTE(Duration.ofMinutes(1)),
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1)),
        /** Thirty days. */
        MONTH(Duration.ofDays(30));

        private final Duration period;

        Per(Duration period) {
            this.period = period;
        }

        /** The name in bodies and answers: {@code day}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The window of that name. */
        public static Optional<Per> of(String id) {
            return Stream.of(values()).filter(per -> per.id().equals(id)).findFirst();
        }
    }

    /** As the ledger counts it. */
    public Limit limit() {
        String id = "budget-" + meter.id() + "-per-" + per.id();
        return Limit.of(id, meter, Window.rolling(amount, per.period));
    }

    /** Whether that one is as narrow. */
    boolean holds(Budget other) {
        return other.meter == meter && other.per == per && other.amount <= amount;
    }
}
