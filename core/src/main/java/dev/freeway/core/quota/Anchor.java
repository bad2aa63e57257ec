package dev.freeway.core.quota;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** Where a window begins. */
public sealed interface Anchor {
    /** Each use counts for one period. Never exceeds any fixed window of that length. */
    record Rolling() implements Anchor {}

    /**
     * Windows tile the calendar of {@code zone}. Minutes and hours are those of UTC: a clock that
     * is set back repeats them elsewhere.
     */
    record Calendar(CalendarUnit unit, ZoneId zone) implements Anchor {
        public Calendar {
            boolean withinDay = unit == CalendarUnit.MINUTE || unit == CalendarUnit.HOUR;
            if (withinDay && !zone.normalized().equals(ZoneOffset.UTC)) {
                throw new IllegalArgumentException(
                        "zone: " + zone + " for a " + unit + " (expected: UTC)");
            }
        }
    }

    /** A window begins with the first use after the last one ended. */
    record FirstUse() implements Anchor {}
}
