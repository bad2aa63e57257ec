package dev.freeway.core.quota;

import java.time.ZoneId;

/** Where a window begins. */
public sealed interface Anchor {
    /** Each use counts for one period. Never exceeds any fixed window of that length. */
    record Rolling() implements Anchor {}

    /** Windows tile the calendar of {@code zone}. */
    record Calendar(CalendarUnit unit, ZoneId zone) implements Anchor {}

    /** A window begins with the first use after the last one ended. */
    record FirstUse() implements Anchor {}
}
