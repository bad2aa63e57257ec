package dev.freeway.core.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Decides claims: a pure function of tallies, claim and time. */
public final class Admission {
    private Admission() {}

    /**
     * Whether all of the claim fits.
     *
     * @param tallies the tally of each counter; {@link Tally#EMPTY} for one never used
     */
    public static Decision decide(Claim claim, Function<CounterKey, Tally> tallies, Instant now) {
        List<Take> takes = new ArrayList<>(claim.draws().size());
        Decision.Lacks worst = null;
        for (Draw draw : claim.draws()) {
            switch (decide(draw, tallies, now)) {
                case Decision.Fits(List<Take> fitting) ->
                        fitting.forEach(take -> addOnce(takes, take));
                case Decision.Lacks lacks -> worst = later(worst, lacks);
            }
        }
        return worst == null ? new Decision.Fits(takes) : worst;
    }

    /** Several limits may spill into the same billed clause, which bills a request once. */
    private static void addOnce(List<Take> takes, Take take) {
        if (takes.stream().noneMatch(other -> other.key().equals(take.key()))) {
            takes.add(take);
        }
    }

    private static Decision decide(Draw draw, Function<CounterKey, Tally> tallies, Instant now) {
        return decide(draw, draw.amount(), tallies, now);
    }

    private static Decision decide(
            Draw draw, long amount, Function<CounterKey, Tally> tallies, Instant now) {
        Limit limit = draw.limit();
        Tally tally = tallies.apply(draw.key());
        long room = limit.counter().room(tally, now);
        if (enough(limit, amount, room)) {
            return new Decision.Fits(
                    List.of(new Take(draw.key(), limit, held(limit, amount, room))));
        }
        return switch (limit.exhaustion()) {
            case Exhaustion.Refuse() -> lacks(draw, amount, tally, now);
            case Exhaustion.Spill(CounterKey key, Limit into) ->
                    decide(
                            new Draw(key, into, draw.estimate()),
                            amountOf(into, draw),
                            tallies,
                            now);
            case Exhaustion.Split(CounterKey key, Limit into) -> {
                long part = Math.max(0, room);
                Decision rest =
                        decide(new Draw(key, into, draw.estimate()), amount - part, tallies, now);
                yield switch (rest) {
                    case Decision.Lacks lacks -> sooner(lacks(draw, amount, tally, now), lacks);
                    case Decision.Fits(List<Take> takes) ->
                            new Decision.Fits(after(new Take(draw.key(), limit, part), takes));
                };
            }
        };
    }

    private static long amountOf(Limit into, Draw draw) {
        return into.price().amount(draw.estimate());
    }

    private static List<Take> after(Take part, List<Take> takes) {
        return part.held() == 0 ? takes : Stream.concat(Stream.of(part), takes.stream()).toList();
    }

    private static Decision.Lacks sooner(Decision.Lacks one, Decision.Lacks other) {
        return other.fitsAt().isBefore(one.fitsAt()) ? other : one;
    }

    private static boolean enough(Limit limit, long amount, long room) {
        return switch (limit.charge()) {
            case RESERVE, WHOLE -> room >= amount;
            case SETTLE -> room > 0;
        };
    }

    /**
     * Whether a draw fits, or else what it spills into: as {@link #decide}, but says only that.
     *
     * @param room what its counter has left
     */
    public static boolean fits(
            Draw draw, long room, Function<CounterKey, Tally> tallies, Instant now) {
        return enough(draw.limit(), draw.amount(), room)
                || (draw.limit().exhaustion() instanceof Exhaustion.Onward
                        && decide(draw, tallies, now) instanceof Decision.Fits);
    }

    /** What a draw, or else what it spills into, is short of: as {@link #decide}, of one alone. */
    public static Optional<Decision.Lacks> lacking(
            Draw draw, Function<CounterKey, Tally> tallies, Instant now) {
        Tally tally = tallies.apply(draw.key());
        long room = draw.limit().counter().room(tally, now);
        if (enough(draw.limit(), draw.amount(), room)) {
            return Optional.empty();
        }
        return decide(draw, tallies, now) instanceof Decision.Lacks lacks
                ? Optional.of(lacks)
                : Optional.empty();
    }

    /** One that may overdraw holds no more than there is. */
    private static long held(Limit limit, long amount, long room) {
        if (!limit.counter().keeps()) {
            return 0;
        }
        return limit.charge() == Charge.SETTLE ? Math.min(room, amount) : amount;
    }

    private static Decision.Lacks lacks(Draw draw, long amount, Tally tally, Instant now) {
        long needed = draw.limit().charge() == Charge.SETTLE ? 1 : amount;
        long room = draw.limit().counter().room(tally, now);
        Instant fitsAt = draw.limit().counter().fitsAt(tally, needed, now);
        return new Decision.Lacks(draw, Math.max(0, room), fitsAt);
    }

    private static Decision.Lacks later(
            Decision.@org.jspecify.annotations.Nullable Lacks one, Decision.Lacks other) {
        return one == null || other.fitsAt().isAfter(one.fitsAt()) ? other : one;
    }
}
