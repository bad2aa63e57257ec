package dev.freeway.core.quota;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * A piece of the calendar. The pieces of one unit tile time in any zone: a local time that happens
 * twice belongs to the piece that began first, one that never happens to the next that did.
 */
public enum CalendarUnit {
    MINUTE(ChronoUnit.MINUTES),
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS),
    /** From Monday. */
    WEEK(ChronoUnit.WEEKS),
    MONTH(ChronoUnit.MONTHS);

    private final ChronoUnit step;

    CalendarUnit(ChronoUnit step) {
        this.step = step;
    }

    /** The piece that holds {@code instant}: from its first instant to the first of the next. */
    Piece pieceAt(Instant instant, ZoneId zone) {
        // A clock set back may repeat local times of the next piece: begin one ahead.
        LocalDateTime local = floor(LocalDateTime.ofInstant(instant, zone)).plus(1, step);
        while (start(local, zone).isAfter(instant)) {
            local = local.minus(1, step);
        }
        Instant start = start(local, zone);
        Instant end = start;
        for (LocalDateTime next = local; !end.isAfter(instant); ) {
            next = next.plus(1, step);
            end = start(next, zone);
        }
        return new Piece(start, end);
    }

    /**
     * @param end the first instant of the next piece
     */
    record Piece(Instant start, Instant end) {}

    private static Instant start(LocalDateTime local, ZoneId zone) {
        return ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }

    private LocalDateTime floor(LocalDateTime local) {
        return switch (this) {
            case MINUTE, HOUR, DAY -> local.truncatedTo(step);
            case WEEK ->
                    local.truncatedTo(ChronoUnit.DAYS)
                            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> local.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        };
    }
}
