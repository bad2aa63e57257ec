package dev.freeway.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A provider's own count of one limit, as naive as can be: a list of events, a sum a day, a level.
 * Used under its provider's lock.
 */
abstract sealed class Count {
    final String limit;
    final String meter;
    final long amount;
    private double peak;

    private Count(String limit, String meter, long amount) {
        this.limit = limit;
        this.meter = meter;
        this.amount = amount;
    }

    /** What is counted at {@code now}. */
    abstract double counted(Instant now);

    abstract void put(double units, Instant now);

    /** How long until {@code units} would fit. */
    abstract Duration wait(double units, Instant now);

    boolean fits(double units, Instant now) {
        return counted(now) + units <= amount + 1e-6;
    }

    void add(double units, Instant now) {
        put(units, now);
        peak = Math.max(peak, counted(now));
    }

    /** The most it ever counted. */
    double peak() {
        return peak;
    }

    /** Each event counts for one period. */
    static final class Rolling extends Count {
        private final Duration period;
        private final Deque<Instant> at = new ArrayDeque<>();

        Rolling(String limit, long amount, Duration period) {
            super(limit, "requests", amount);
            this.period = period;
        }

        @Override
        double counted(Instant now) {
            while (!at.isEmpty() && !at.getFirst().plus(period).isAfter(now)) {
                at.removeFirst();
            }
            return at.size();
        }

        @Override
        void put(double units, Instant now) {
            at.addLast(now);
        }

        @Override
        Duration wait(double units, Instant now) {
            return at.isEmpty() ? Duration.ZERO : Duration.between(now, at.getFirst().plus(period));
        }
    }

    /** Starts anew at midnight UTC. */
    static final class UtcDay extends Count {
        private LocalDate day = LocalDate.EPOCH;
        private double sum;

        UtcDay(String limit, long amount) {
            super(limit, "requests", amount);
        }

        @Override
        double counted(Instant now) {
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            if (!today.equals(day)) {
                day = today;
                sum = 0;
            }
            return sum;
        }

        @Override
        void put(double units, Instant now) {
            sum = counted(now) + units;
        }

        @Override
        Duration wait(double units, Instant now) {
            Instant midnight =
                    LocalDate.ofInstant(now, ZoneOffset.UTC)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            return Duration.between(now, midnight);
        }
    }

    /** Starts anew with the first event after one period. */
    static final class FromFirstUse extends Count {
        private final Duration period;
        private Instant opened = Instant.EPOCH;
        private double sum;

        FromFirstUse(String limit, long amount, Duration period) {
            super(limit, "requests", amount);
            this.period = period;
        }

        @Override
        double counted(Instant now) {
            return now.isBefore(opened.plus(period)) ? sum : 0;
        }

        @Override
        void put(double units, Instant now) {
            if (!now.isBefore(opened.plus(period))) {
                opened = now;
                sum = 0;
            }
            sum += units;
        }

        @Override
        Duration wait(double units, Instant now) {
            return Duration.between(now, opened.plus(period));
        }
    }

    /** Drains continuously. */
    static final class Leaky extends Count {
        private final double perSecond;
        private Instant at = Instant.EPOCH;
        private double level;

        Leaky(String limit, String meter, long amount, Duration period) {
            super(limit, meter, amount);
            this.perSecond = (double) amount / period.toSeconds();
        }

        @Override
        double counted(Instant now) {
            double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
            return Math.max(0, level - seconds * perSecond);
        }

        @Override
        void put(double units, Instant now) {
            level = Math.max(0, counted(now) + units);
            at = now;
        }

        @Override
        Duration wait(double units, Instant now) {
            double over = Math.max(0, counted(now) + units - amount);
            return Duration.ofNanos((long) (over / perSecond * 1e9));
        }
    }

    /** Counts what is under way. */
    static final class UnderWay extends Count {
        private double open;

        UnderWay(String limit, long amount) {
            super(limit, "in_flight", amount);
        }

        @Override
        double counted(Instant now) {
            return open;
        }

        @Override
        void put(double units, Instant now) {
            open += units;
        }

        @Override
        Duration wait(double units, Instant now) {
            return Duration.ZERO;
        }
    }
}
