package dev.freeway.core.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How many requests come in each hour of the day (UTC), as far as is known. Immutable.
 *
 * @param perHour 24 rates; negative where nothing has been seen yet
 */
public record Profile(double[] perHour) {
    /** How far ahead is planned. */
    public static final Duration HORIZON = Duration.ofHours(24);

    private static final int HOURS = 24;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Nothing has been seen. */
    public static Profile unknown() {
        double[] rates = new double[HOURS];
        Arrays.fill(rates, -1);
        return new Profile(rates);
    }

    /** The same with the rate of that hour, old knowledge counting {@code kept} (0..1). */
    public Profile with(Instant hour, double rate, double kept) {
        double[] rates = perHour.clone();
        int at = hourOf(hour.toEpochMilli());
        rates[at] = rates[at] < 0 ? rate : kept * rates[at] + (1 - kept) * rate;
        return new Profile(rates);
    }

    /** Requests an hour at that time; where nothing is known, the mean of what is. */
    public double rate(Instant at) {
        return rate(at.toEpochMilli());
    }

    private double rate(long millis) {
        double known = perHour[hourOf(millis)];
        return known >= 0 ? known : mean();
    }

    private double mean() {
        return Arrays.stream(perHour).filter(rate -> rate >= 0).average().orElse(0);
    }

    /** Requests between two times. */
    public double requests(Instant from, Instant to) {
        long at = from.toEpochMilli();
        long end = to.toEpochMilli();
        double sum = 0;
        while (at < end) {
            long next = Math.min(end, (Math.floorDiv(at, HOUR) + 1) * HOUR);
            sum += rate(at) * (next - at) / HOUR;
            at = next;
        }
        return sum;
    }

    /** Times at which that many requests come within the horizon, by these rates. */
    Instant[] spread(Instant from, int count) {
        Instant[] times = new Instant[count];
        double all = requests(from, from.plus(HORIZON));
        long start = from.toEpochMilli();
        long step = HORIZON.toMillis() / 288;
        double gone = 0;
        int next = 0;
        for (long at = start; next < count; at += step) {
            double here = rate(at) * step / HOUR;
            boolean last = at >= start + HORIZON.toMillis() - step;
            while (next < count && (last || (next + 0.5) / count * all <= gone + here)) {
                times[next++] = Instant.ofEpochMilli(at + step / 2);
            }
            gone += here;
        }
        return times;
    }

    /** Of the requests between {@code from} and {@code to}, the share before {@code end}. */
    double share(Instant from, Instant to, Instant end) {
        if (!to.isAfter(end)) {
            return 1;
        }
        if (!end.isAfter(from)) {
            return 0;
        }
        // Beyond a year a sum by the hour takes too long, and says no more than the time does.
        if (Duration.between(from, to).toDays() > 60) {
            return (double) Duration.between(from, end).toMillis()
                    / Duration.between(from, to).toMillis();
        }
        double all = requests(from, to);
        return all <= 0
                ? (double) Duration.between(from, end).toMillis()
                        / Duration.between(from, to).toMillis()
                : requests(from, end) / all;
    }

    private static int hourOf(long millis) {
        return (int) Math.floorMod(Math.floorDiv(millis, HOUR), (long) HOURS);
    }
}
