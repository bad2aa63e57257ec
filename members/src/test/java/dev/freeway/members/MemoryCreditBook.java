package dev.freeway.members;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** A book that nothing outlives. */
public final class MemoryCreditBook implements CreditBook {
    private record Noted(String holder, Line line) {}

    private final InstantSource clock;
    private final Map<CounterKey, Tally> tallies = new HashMap<>();
    private final Map<String, Long> booked = new HashMap<>();
    private final List<Noted> lines = new ArrayList<>();

    public MemoryCreditBook(InstantSource clock) {
        this.clock = clock;
    }

    /** Spends of a pot. */
    public synchronized void spend(Bound pot, long microDollars) {
        take(pot, "spent", microDollars);
    }

    /** Holds of a pot, or gives back where negative. */
    public synchronized void hold(Bound pot, long microDollars) {
        tallies.put(pot.key(), tally(pot.key()).hold(microDollars));
    }

    @Override
    public synchronized void fill(Collection<CreditGrant> grants) {
        for (CreditGrant grant : grants) {
            Bound pot = grant.pot();
            if (booked.putIfAbsent("fill " + pot.key(), grant.microDollars()) == null) {
                note(pot, word(grant.source()), grant.microDollars());
            }
        }
    }

    @Override
    public synchronized OptionalLong drain(Bound pot, End end) {
        if (booked.containsKey("drain " + pot.key())) {
            return OptionalLong.of(booked.get("drain " + pot.key()));
        }
        Tally tally = tally(pot.key());
        if (tally.held() > 0) {
            return OptionalLong.empty();
        }
        Instant now = clock.instant();
        long left = pot.limit().counter().amount() - pot.limit().counter().used(tally, now);
        if (left > 0) {
            take(pot, word(end), left);
        }
        booked.put("drain " + pot.key(), left);
        return OptionalLong.of(left);
    }

    private void take(Bound pot, String what, long amount) {
        Tally after = pot.limit().counter().use(tally(pot.key()), amount, Span.at(clock.instant()));
        tallies.put(pot.key(), after);
        note(pot, what, -amount);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void note(Bound pot, String what, long amount) {
        Line line = new Line(lines.size() + 1L, clock.instant(), pot.key().subject(), what, amount);
        lines.add(new Noted(pot.key().account(), line));
    }

    @Override
    public synchronized Tally tally(CounterKey pot) {
        return tallies.getOrDefault(pot, Tally.EMPTY);
    }

    @Override
    public synchronized List<Line> lines(String holder, long before, int limit) {
        return lines.reversed().stream()
                .filter(noted -> noted.holder().equals(holder))
                .map(Noted::line)
                .filter(line -> line.seq() < before)
                .limit(limit)
                .toList();
    }
}
