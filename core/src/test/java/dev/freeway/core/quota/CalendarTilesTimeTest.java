package dev.freeway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.testkit.Cases;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pieces of a unit follow each other without gap or overlap, in every zone there is. */
class CalendarTilesTimeTest {
    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<CalendarUnit> UNITS =
            List.of(CalendarUnit.DAY, CalendarUnit.WEEK, CalendarUnit.MONTH);
    private static final List<ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

    @Test
    void monthsTileThirtyYearsInEveryZone() {
        for (ZoneId zone : ZONES) {
            int months = tile(CalendarUnit.MONTH, zone, BEGIN, END);
            assertThat(months).as(zone.getId()).isBetween(360, 362);
        }
    }

    @Test
    void everyUnitTilesThroughEveryChangeOfEveryZone() {
        for (ZoneId zone : ZONES) {
            Instant at = BEGIN;
            ZoneOffsetTransition change = zone.getRules().nextTransition(at);
            while (change != null && change.getInstant().isBefore(END)) {
                at = change.getInstant();
                for (CalendarUnit unit : UNITS) {
                    around(unit, zone, at);
                }
                change = zone.getRules().nextTransition(at);
            }
        }
    }

    private static void around(CalendarUnit unit, ZoneId zone, Instant change) {
        CalendarUnit.Piece before = unit.pieceAt(change.minusNanos(1), zone);
        CalendarUnit.Piece after = unit.pieceAt(change, zone);
        assertThat(before.end()).isAfterOrEqualTo(change);
        if (!before.equals(after)) {
            assertThat(after.start()).as("%s %s", unit, zone).isEqualTo(before.end());
        }
        CalendarUnit.Piece next = unit.pieceAt(after.end(), zone);
        assertThat(next.start()).as("%s %s", unit, zone).isEqualTo(after.end());
    }

    @Test
    void everyInstantLiesInThePieceThatHoldsIt() {
        Cases.forAll(
                20_000,
                random -> {
                    ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
                    CalendarUnit unit = UNITS.get(random.nextInt(UNITS.size()));
                    Instant at =
                            Instant.ofEpochSecond(
                                    random.nextLong(BEGIN.getEpochSecond(), END.getEpochSecond()));
                    CalendarUnit.Piece piece = unit.pieceAt(at, zone);
                    assertThat(piece.start()).isBeforeOrEqualTo(at);
                    assertThat(piece.end()).isAfter(at);
                    assertThat(unit.pieceAt(piece.start(), zone)).isEqualTo(piece);
                    assertThat(unit.pieceAt(piece.end().minusNanos(1), zone)).isEqualTo(piece);
                });
    }

    @Test
    void minutesAndHoursAreThoseOfUtc() {
        Instant at = Instant.parse("2026-11-01T08:59:59.999Z");
        assertThat(CalendarUnit.HOUR.pieceAt(at, ZoneOffset.UTC).start())
                .isEqualTo("2026-11-01T08:00:00Z");
        assertThat(CalendarUnit.MINUTE.pieceAt(at, ZoneOffset.UTC).end())
                .isEqualTo("2026-11-01T09:00:00Z");
        assertThatThrownBy(
                        () -> new Anchor.Calendar(CalendarUnit.HOUR, ZoneId.of("Asia/Kathmandu")))
                .hasMessageContaining("expected: UTC");
    }

    private static int tile(CalendarUnit unit, ZoneId zone, Instant from, Instant until) {
        int pieces = 0;
        Instant at = from;
        while (at.isBefore(until)) {
            CalendarUnit.Piece piece = unit.pieceAt(at, zone);
            assertThat(pieces == 0 || piece.start().equals(at)).as("%s at %s", zone, at).isTrue();
            at = piece.end();
            pieces++;
        }
        return pieces;
    }
}
