package dev.freeway.core.quota;

import java.time.Instant;
import java.time.ZoneId;

/** One cell a calendar window, keyed by its first instant. */
record CalendarRule(CalendarUnit unit, ZoneId zone) implements WindowRule {
    @Override
    public long used(Tally tally, long from, long to) {
        long most = 0;
        for (Cell cell : tally.cells()) {
            boolean touched = cell.from() <= to && cell.until() > from;
            most = touched ? Math.max(most, cell.used()) : most;
        }
        return most;
    }

    @Override
    public Tally use(Tally tally, long units, long from, long to) {
        if (units == 0) {
            return tally;
        }
        Tally counted = tally;
        long at = from;
        do {
            Cell cell = windowAt(tally, at);
            counted = counted.with(cell.plus(units));
            at = cell.until();
        } while (at <= to);
        return counted;
    }

    @Override
    public long nextChange(Tally tally, long micros) {
        return windowAt(tally, micros).until();
    }

    /** From the cells where one is there: asking the calendar costs more. */
    private Cell windowAt(Tally tally, long micros) {
        for (Cell cell : tally.cells()) {
            if (cell.from() <= micros && cell.until() > micros) {
                return cell;
            }
        }
        Instant instant = EpochMicros.toInstant(micros);
        CalendarUnit.Piece piece = unit.pieceAt(instant, zone);
        long start = EpochMicros.of(piece.start());
        return new Cell(start, start, EpochMicros.of(piece.end()), 0);
    }
}
