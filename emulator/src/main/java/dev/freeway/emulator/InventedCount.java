package dev.freeway.emulator;

import dev.freeway.emulator.Invention.Shape;
import java.time.Duration;
import java.time.Instant;

/** One limit of an invented provider: what is counted, and what is held by requests under way. */
final class InventedCount {
    private final Invention.Limit limit;
    private final Count count;
    private double held;

    InventedCount(Invention.Limit limit) {
        this.limit = limit;
        this.count = count(limit);
    }

    private static Count count(Invention.Limit limit) {
        String id = limit.id();
        String meter = limit.meter();
        return switch (limit.shape()) {
            case Shape.Bucket(long amount, long refill, Duration period) ->
                    new Count.Leaky(id, meter, amount, refill / (period.toMillis() / 1e3));
            case Shape.Rolling(long amount, Duration period) ->
                    new Count.Rolling(id, meter, amount, period);
            case Shape.FirstUse(long amount, Duration period) ->
                    new Count.FromFirstUse(id, meter, amount, period);
            case Shape.Calendar calendar ->
                    new Count.Window(id, meter, calendar.amount(), ruler(calendar));
            case Shape.Pot(long amount) -> new Count.Pot(id, meter, amount);
            case Shape.Slots(long amount) -> new Count.UnderWay(id, amount);
            case Shape.Cap(long amount) -> new Count.Pot(id, meter, amount);
        };
    }

    private static Ruler ruler(Shape.Calendar calendar) {
        return switch (calendar.piece()) {
            case MINUTE -> Ruler.every(Duration.ofMinutes(1));
            case HOUR -> Ruler.every(Duration.ofHours(1));
            case DAY -> Ruler.day(calendar.zone());
            case WEEK -> Ruler.week(calendar.zone());
            case MONTH -> Ruler.month(calendar.zone());
        };
    }

    Invention.Limit limit() {
        return limit;
    }

    Count count() {
        return count;
    }

    /** Whether a request may come that takes {@code most} units at worst. */
    boolean admits(double most, Instant now) {
        boolean allOfIt = limit.holds() || InventedMeter.onArrival(limit.meter());
        return allOfIt ? count.fits(held + most, now) : count.left(now) > 0;
    }

    /** How long until it might. */
    Duration wait(double most, Instant now) {
        return count.wait(limit.holds() ? held + most : 1, now);
    }

    void begin(double most, Instant now) {
        if (keeps()) {
            boolean atOnce = InventedMeter.onArrival(limit.meter());
            count.add(atOnce ? most : 0, now);
            held += atOnce ? 0 : most;
        }
    }

    /** It took {@code units} after all. */
    void end(double most, double units, Instant now) {
        if (limit.shape() instanceof Shape.Slots) {
            count.put(-most, now);
        } else if (keeps() && !InventedMeter.onArrival(limit.meter())) {
            held -= most;
            count.add(units, now);
        }
    }

    private boolean keeps() {
        return !(limit.shape() instanceof Shape.Cap);
    }
}
