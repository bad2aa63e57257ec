package dev.freeway.store;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Admission;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Take;
import dev.freeway.core.quota.Tally;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The ledger in memory: every tally and every open hold. Changes collect in a {@link Changes} until
 * they are written; if that fails, {@link #undo} takes them back. One thread changes it; {@link
 * #tally} and {@link #counters} may be read from any.
 */
final class Books {
    /** In place of a hold, for what somebody else took. */
    private static final long NOBODY = 0;

    private final ConcurrentMap<CounterKey, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<Long, OpenHold> holds = new HashMap<>();
    private LongSupplier holdIds = counting(0);

    private static LongSupplier counting(long last) {
        return new AtomicLong(last)::incrementAndGet;
    }

    void load(CounterKey key, Tally tally) {
        tallies.put(key, tally);
    }

    void load(OpenHold open) {
        holds.put(open.hold().id(), open);
    }

    /** Somebody else has ended it. */
    void forget(long holdId) {
        holds.remove(holdId);
    }

    void continueAfter(long holdId) {
        holdIds = counting(holdId);
    }

    /** Takes the ids of new holds from there. */
    void number(LongSupplier ids) {
        holdIds = ids;
    }

    Tally tally(CounterKey key) {
        return tallies.getOrDefault(key, Tally.EMPTY);
    }

    List<CounterKey> counters(String provider) {
        return tallies.keySet().stream().filter(key -> key.provider().equals(provider)).toList();
    }

    /** The holds whose lease has run out. */
    List<OpenHold> overdue(Instant now) {
        return holds.values().stream().filter(open -> !open.leaseEnd().isAfter(now)).toList();
    }

    Reservation reserve(Claim claim, Lease lease, Instant now, Changes changes) {
        return switch (Admission.decide(claim, this::tally, now)) {
            case Decision.Lacks lacks -> new Reservation.Refused(lacks);
            case Decision.Fits(List<Take> takes) -> {
                Hold hold = new Hold(holdIds.getAsLong(), takes, now);
                for (Take take : takes) {
                    Tally before = tally(take.key());
                    Tally after = take.limit().counter().hold(before, take.held(), now);
                    change(take, after, changes);
                }
                OpenHold open = new OpenHold(hold, now.plus(lease.length()), lease.retryable());
                holds.put(hold.id(), open);
                changes.opened(open);
                yield new Reservation.Held(hold);
            }
        };
    }

    /** Posts what was used; a hold that has ended already stays as it is. */
    void settle(Hold hold, Settlement settlement, Changes changes) {
        if (!end(hold, changes)) {
            return;
        }
        List<Take> takes = hold.takes();
        long rest = 0;
        for (int i = 0; i < takes.size(); i++) {
            Take take = takes.get(i);
            boolean continued = i > 0 && continues(takes.get(i - 1), take);
            long used = continued ? rest : settlement.amount(take);
            boolean goesOn = i + 1 < takes.size() && continues(take, takes.get(i + 1));
            long part = goesOn ? Math.min(used, take.held()) : used;
            rest = used - part;
            Span counted = settlement.counted(hold.reservedAt(), take.limit().meter());
            post(hold, take, part, counted, changes);
        }
    }

    /** Whether the next was taken of for what the one, and those between, had not enough of. */
    private static boolean continues(Take one, Take next) {
        Exhaustion exhaustion = one.limit().exhaustion();
        while (exhaustion instanceof Exhaustion.Split(CounterKey key, Limit into)) {
            if (key.equals(next.key())) {
                return true;
            }
            exhaustion = into.exhaustion();
        }
        return false;
    }

    void release(Hold hold, Changes changes) {
        if (end(hold, changes)) {
            hold.takes().forEach(take -> change(take, released(take), changes));
        }
    }

    /** Counts as used now what its provider says is gone and nobody here took. */
    long observe(CounterKey key, Limit limit, long left, Instant now, Changes changes) {
        Take take = new Take(key, limit, 0);
        long elsewhere = Math.max(0, limit.counter().room(tally(key), now)) - left;
        if (elsewhere <= 0) {
            return 0;
        }
        change(take, limit.counter().use(tally(key), elsewhere, Span.at(now)), changes);
        changes.posted(Posting.spent(now, NOBODY, key, limit.meter(), elsewhere));
        return elsewhere;
    }

    /** Books what a pot was given; how much may be taken of it, its limit says already. */
    void fill(Op.Fill fill, Instant now, Changes changes) {
        Bound pot = fill.pot();
        change(new Take(pot.key(), pot.limit(), 0), tally(pot.key()), changes);
        changes.posted(booked(fill, -pot.limit().counter().amount(), now));
    }

    /** Takes out what is left of a pot, as if used: from then on nobody finds anything in it. */
    OptionalLong drain(Op.Drain drain, Instant now, Changes changes) {
        Bound pot = drain.pot();
        Counter counter = pot.limit().counter();
        Tally tally = tally(pot.key());
        if (tally.held() > 0) {
            return OptionalLong.empty();
        }
        long left = Math.max(0, counter.amount() - counter.used(tally, now));
        if (left > 0) {
            Tally after = counter.use(tally, left, Span.at(now));
            change(new Take(pot.key(), pot.limit(), 0), after, changes);
            changes.posted(booked(drain, left, now));
        }
        return OptionalLong.of(left);
    }

    private static Posting booked(Op.Credit credit, long amount, Instant now) {
        Bound pot = credit.pot();
        return new Posting(
                now,
                NOBODY,
                pot.key(),
                pot.limit().meter(),
                amount,
                credit.sum(),
                Optional.of(credit.ref()));
    }

    /** Charges a hold whose owner is gone as if all of it was used. */
    void expire(OpenHold open, Instant now, Changes changes) {
        Hold hold = open.hold();
        if (!end(hold, changes)) {
            return;
        }
        Instant last = now.isBefore(hold.reservedAt()) ? hold.reservedAt() : now;
        for (Take take : hold.takes()) {
            boolean comesBack =
                    open.retryable() && take.key().provider().equals(CounterKey.GRANTED);
            long used = comesBack ? 0 : take.held();
            post(hold, take, used, new Span(hold.reservedAt(), last), changes);
        }
    }

    private boolean end(Hold hold, Changes changes) {
        OpenHold open = holds.remove(hold.id());
        if (open == null) {
            return false;
        }
        changes.ended(open);
        return true;
    }

    private Tally released(Take take) {
        return tally(take.key()).release(take.held());
    }

    /** In one step, so that nobody sees units that are neither held nor used. */
    private void post(Hold hold, Take take, long used, Span counted, Changes changes) {
        Limit limit = take.limit();
        if (used == 0 || !limit.counter().keeps()) {
            change(take, released(take), changes);
            return;
        }
        change(take, limit.counter().use(released(take), used, counted), changes);
        changes.posted(Posting.spent(counted.to(), hold.id(), take.key(), limit.meter(), used));
    }

    private void change(Take take, Tally after, Changes changes) {
        changes.touched(take, tally(take.key()));
        tallies.put(take.key(), after);
    }

    /** Takes back what could not be written. */
    void undo(Changes changes) {
        changes.touched().forEach((key, touched) -> tallies.put(key, touched.before()));
        changes.opened().forEach(open -> holds.remove(open.hold().id()));
        changes.ended().stream()
                .filter(open -> !changes.opened().contains(open))
                .forEach(open -> holds.put(open.hold().id(), open));
    }
}
