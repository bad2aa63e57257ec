package dev.freeway.emulator;

import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Where the windows of a count begin and end. */
sealed interface Ruler {
    Period WEEK = Period.ofDays(7);

    /**
     * Days, weeks from Monday, or months by some zone's calendar: 23 or 25 hours where clocks are
     * changed.
     */
    record Calendar(Period step, ZoneId zone) implements Ruler {
        private LocalDate first(Instant now) {
            LocalDate day = LocalDate.ofInstant(now, zone);
            if (step.getMonths() > 0) {
                return day.withDayOfMonth(1);
            }
            return step.equals(WEEK) ? day.with(previousOrSame(MONDAY)) : day;
        }
    }

    /** Equal parts of time since 1970. */
    record Grid(Duration step) implements Ruler {}

    static Ruler day(ZoneId zone) {
        return new Calendar(Period.ofDays(1), zone);
    }

    static Ruler week(ZoneId zone) {
        return new Calendar(WEEK, zone);
    }

    static Ruler month(ZoneId zone) {
        return new Calendar(Period.ofMonths(1), zone);
    }

    static Ruler utcDay() {
        return day(ZoneOffset.UTC);
    }

    static Ruler utcMonth() {
        return month(ZoneOffset.UTC);
    }

    static Ruler every(Duration step) {
        return new Grid(step);
    }

    /** The beginning of the window that {@code now} is in. */
    default Instant start(Instant now) {
        return switch (this) {
            case Calendar calendar -> midnight(calendar.first(now), calendar.zone());
            case Grid(Duration step) ->
                    Instant.ofEpochMilli(
                            Math.floorDiv(now.toEpochMilli(), step.toMillis()) * step.toMillis());
        };
    }

    /** The beginning of the next one. */
    default Instant end(Instant now) {
        return switch (this) {
            case Calendar calendar ->
                    midnight(calendar.first(now).plus(calendar.step()), calendar.zone());
            case Grid(Duration step) -> start(now).plus(step);
        };
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
