package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** Reads in which shape a limit counts: {@code window: 20, period: 60s} or {@code slots: 8}. */
final class Shapes {
    /** Stands in place of an amount where a table has it. */
    static final String TABLE = "table";

    private Shapes() {}

    /**
     * The counter of that limit.
     *
     * @param cell the amount from its table, where it has one
     */
    static Counter counter(Fields limit, String cell) {
        Counter counter = disclosed(limit, cell);
        return limit.flag("undisclosed") ? new Undisclosed(counter) : counter;
    }

    private static Counter disclosed(Fields limit, String cell) {
        if (limit.has("window")) {
            return window(limit, amount(limit, "window", cell));
        }
        if (limit.has("bucket")) {
            long amount = amount(limit, "bucket", cell);
            long burst = limit.number("burst").orElse(amount);
            return new Bucket(burst, amount, period(limit));
        }
        if (limit.has("pot")) {
            return new Pot(amount(limit, "pot", cell), Instant.MAX);
        }
        return limit.has("slots")
                ? new Slots(amount(limit, "slots", cell))
                : new Cap(amount(limit, "cap", cell));
    }

    private static long amount(Fields limit, String shape, String cell) {
        String written = limit.needed(shape);
        return Long.parseLong(written.equals(TABLE) ? cell : written);
    }

    private static Duration period(Fields limit) {
        return Durations.parse(limit.needed("period"));
    }

    private static Window window(Fields limit, long amount) {
        Duration guard = limit.text("guard").map(Durations::parse).orElse(Duration.ZERO);
        return switch (limit.needed("anchor")) {
            case "rolling" -> new Window(amount, period(limit), new Anchor.Rolling(), guard);
            case "first_use" -> new Window(amount, period(limit), new Anchor.FirstUse(), guard);
            case String unit ->
                    Window.calendar(
                                    amount,
                                    CalendarUnit.valueOf(unit.toUpperCase(Locale.ROOT)),
                                    ZoneId.of(limit.text("zone").orElse("UTC")))
                            .guarded(guard);
        };
    }
}
