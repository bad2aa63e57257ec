package dev.freeway.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A provider's own count of one limit, as naive as can be: events, a sum a window, a level. A clock
 * that is set back forgets nothing. Used under its provider's lock.
 */
abstract sealed class Count
        permits Adaptive,
                Count.Rolling,
                Count.Window,
                Count.FromFirstUse,
                Count.Leaky,
                Count.Pot,
                Count.UnderWay {
    /** How far back a clock may be set without anything being forgotten. */
    private static final Duration SET_BACK_MAX = Duration.ofDays(1);

    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final int WINDOWS_MAX = 10_000;

    final String limit;
    final String meter;

    /** How much of it there is; only what is {@link Adaptive} moves it. */
    long amount;

    private double peak;

    Count(String limit, String meter, long amount) {
        this.limit = limit;
        this.meter = meter;
        this.amount = amount;
    }

    /** What is counted at {@code now}. */
    abstract double counted(Instant now);

    /** Negative units give back what was held. */
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

    /** Never negative. */
    double left(Instant now) {
        return Math.max(0, amount - counted(now));
    }

    /** The most it ever counted. */
    double peak() {
        return peak;
    }

    /** Each event counts for one period. */
    static final class Rolling extends Count {
        private final Duration period;
        private final TreeMap<Instant, Double> at = new TreeMap<>();

        /** The sum of what was after {@code from}, kept from look to look. */
        private double sum;

        private Instant from = Instant.MIN;

        Rolling(String limit, long amount, Duration period) {
            this(limit, "requests", amount, period);
        }

        Rolling(String limit, String meter, long amount, Duration period) {
            super(limit, meter, amount);
            this.period = period;
        }

        @Override
        double counted(Instant now) {
            Instant begin = now.minus(period);
            if (begin.isBefore(from)) {
                sum = sum(at.tailMap(begin, false));
            } else {
                sum -= sum(at.subMap(from, false, begin, true));
            }
            from = begin;
            return sum;
        }

        private static double sum(NavigableMap<Instant, Double> events) {
            double sum = 0;
            for (double units : events.values()) {
                sum += units;
            }
            return sum;
        }

        @Override
        void put(double units, Instant now) {
            at.merge(now, units, Double::sum);
            sum += now.isAfter(from) ? units : 0;
            at.headMap(at.lastKey().minus(period).minus(SET_BACK_MAX)).clear();
        }

        @Override
        Duration wait(double units, Instant now) {
            double over = counted(now) + units - amount;
            for (var event : at.tailMap(now.minus(period), false).entrySet()) {
                if (over <= 1e-6) {
                    return Duration.ZERO;
                }
                over -= event.getValue();
                if (over <= 1e-6) {
                    return Duration.between(now, event.getKey().plus(period));
                }
            }
            return over <= 1e-6 ? Duration.ZERO : NEVER;
        }
    }

    /** Starts anew at the same instants for everybody: at midnight, on the first of a month. */
    static final class Window extends Count {
        private final Ruler ruler;
        private final TreeMap<Instant, Double> sums = new TreeMap<>();

        Window(String limit, String meter, long amount, Ruler ruler) {
            super(limit, meter, amount);
            this.ruler = ruler;
        }

        @Override
        double counted(Instant now) {
            return sums.getOrDefault(ruler.start(now), 0.0);
        }

        @Override
        void put(double units, Instant now) {
            sums.merge(ruler.start(now), units, Double::sum);
            if (sums.size() > WINDOWS_MAX) {
                sums.pollFirstEntry();
            }
        }

        @Override
        Duration wait(double units, Instant now) {
            return fits(units, now) ? Duration.ZERO : Duration.between(now, ruler.end(now));
        }
    }

    /** Starts anew with the first event after one period. */
    static final class FromFirstUse extends Count {
        private final Duration period;
        private Instant opened = Instant.EPOCH;
        private double sum;

        FromFirstUse(String limit, String meter, long amount, Duration period) {
            super(limit, meter, amount);
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
            return fits(units, now) ? Duration.ZERO : Duration.between(now, opened.plus(period));
        }
    }

    /** Drains continuously. */
    static final class Leaky extends Count {
        private final double perSecond;
        private Instant at = Instant.EPOCH;
        private double level;

        /** Holds as much as it drains in {@code period}. */
        Leaky(String limit, String meter, long amount, Duration period) {
            this(limit, meter, amount, (double) amount / period.toSeconds());
        }

        Leaky(String limit, String meter, long amount, double perSecond) {
            super(limit, meter, amount);
            this.perSecond = perSecond;
        }

        @Override
        double counted(Instant now) {
            double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
            return Math.max(0, level - seconds * perSecond);
        }

        @Override
        void put(double units, Instant now) {
            level = Math.max(0, counted(now) + units);
            // What was drained once must not drain again after a clock was set back.
            at = now.isAfter(at) ? now : at;
        }

        @Override
        Duration wait(double units, Instant now) {
            double over = Math.max(0, counted(now) + units - amount);
            return Duration.ofNanos((long) Math.ceil(over / perSecond * 1e9));
        }
    }

    /** Given once; what is left at its end is lost. */
    static final class Pot extends Count {
        private final Instant end;
        private double used;

        Pot(String limit, String meter, long amount, Instant end) {
            super(limit, meter, amount);
            this.end = end;
        }

        Pot(String limit, String meter, long amount) {
            this(limit, meter, amount, Instant.MAX);
        }

        boolean ended(Instant now) {
            return !now.isBefore(end);
        }

        /** All of it once it has ended. */
        @Override
        double counted(Instant now) {
            return ended(now) ? Math.max(used, (double) amount) : used;
        }

        @Override
        void put(double units, Instant now) {
            used += units;
        }

        @Override
        Duration wait(double units, Instant now) {
            return fits(units, now) ? Duration.ZERO : NEVER;
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
