package dev.freeway.core.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a provider would do that keeps a list of every event. Says the most it ever counted. */
final class NaiveProvider {
    private NaiveProvider() {}

    record Event(Instant at, long amount) {}

    /** The fullest any window of that length ever was, wherever it begins. */
    static long fullestRolling(List<Event> events, Duration period) {
        long fullest = 0;
        for (Event last : events) {
            long sum = 0;
            for (Event event : events) {
                boolean inside =
                        event.at().isAfter(last.at().minus(period))
                                && !event.at().isAfter(last.at());
                sum += inside ? event.amount() : 0;
            }
            fullest = Math.max(fullest, sum);
        }
        return fullest;
    }

    /** The fullest any local day was, on a clock that is off by {@code skew}. */
    static long fullestDay(List<Event> events, ZoneId zone, Duration skew) {
        Map<ZonedDateTime, Long> days = new HashMap<>();
        for (Event event : events) {
            ZonedDateTime day = event.at().plus(skew).atZone(zone).truncatedTo(ChronoUnit.DAYS);
            days.merge(day, event.amount(), Long::sum);
        }
        return days.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The fullest any window was that began with the first use after the last had ended. */
    static long fullestFromFirstUse(List<Event> events, Duration period) {
        Instant opened = Instant.MIN;
        long used = 0;
        long fullest = 0;
        for (Event event : ordered(events)) {
            if (opened.equals(Instant.MIN) || !event.at().isBefore(opened.plus(period))) {
                opened = event.at();
                used = 0;
            }
            used += event.amount();
            fullest = Math.max(fullest, used);
        }
        return fullest;
    }

    /** How far below empty a bucket ever went, in units; 0 or less if it never did. */
    static double deepestBelowEmpty(List<Event> events, long capacity, double perSecond) {
        double level = (double) capacity;
        double deepest = 0;
        Instant before = Instant.MIN;
        for (Event event : ordered(events)) {
            double seconds =
                    before.equals(Instant.MIN)
                            ? 0
                            : Duration.between(before, event.at()).toNanos() / 1e9;
            level =
                    Math.min((double) capacity, level + seconds * perSecond)
                            - (double) event.amount();
            deepest = Math.max(deepest, -level);
            before = event.at();
        }
        return deepest;
    }

    private static List<Event> ordered(List<Event> events) {
        List<Event> ordered = new ArrayList<>(events);
        ordered.sort((one, other) -> one.at().compareTo(other.at()));
        return ordered;
    }
}
