package dev.freeway.emulator;

import java.time.Duration;
import java.time.Instant;

/**
 * A minute's rate that follows its use, and drains continuously: after five minutes of which half
 * or more was used it doubles, after five of which a tenth or less was used it halves. That it
 * moves is published, how is not: the law is assumed. It moves when it is asked of, so that the
 * answer tells where it is. Used under its provider's lock.
 */
final class Adaptive extends Count {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SPAN_MINUTES = 5;
    private static final Duration SPAN = MINUTE.multipliedBy(SPAN_MINUTES);
    private static final double BUSY = 0.5;
    private static final double IDLE = 0.1;
    private static final int MOST_TIMES = 10;

    private final long least;
    private final long most;
    private Leaky level;
    private Instant since;
    private double used;

    /**
     * @param start units a minute, in the beginning
     * @param least units a minute that it never goes below
     */
    Adaptive(String limit, String meter, long start, long least, Instant now) {
        super(limit, meter, start);
        this.least = least;
        this.most = start * MOST_TIMES;
        this.level = new Leaky(limit, meter, start, MINUTE);
        this.since = now;
    }

    @Override
    double counted(Instant now) {
        return level.counted(now);
    }

    @Override
    Duration wait(double units, Instant now) {
        return level.wait(units, now);
    }

    @Override
    boolean fits(double units, Instant now) {
        move(now);
        return super.fits(units, now);
    }

    @Override
    void put(double units, Instant now) {
        level.put(units, now);
        used += units;
    }

    private void move(Instant now) {
        while (!now.isBefore(since.plus(SPAN))) {
            double share = used / amount / SPAN_MINUTES;
            if (share >= BUSY) {
                resize(Math.min(most, amount * 2), now);
            } else if (share <= IDLE) {
                resize(Math.max(least, amount / 2), now);
            }
            since = since.plus(SPAN);
            used = 0;
        }
    }

    private void resize(long other, Instant now) {
        Leaky resized = new Leaky(limit, meter, other, MINUTE);
        resized.put(level.counted(now), now);
        level = resized;
        amount = other;
    }
}
