package dev.freeway.relay;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Undisclosed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Compares what providers say with the ledger: what somebody else spent of an account is counted as
 * spent, and a limit that proves to be another is learned. Thread-safe; never blocks.
 */
public final class Learner {
    private final Ledger ledger;
    private final Lessons lessons;
    private final InstantSource clock;
    private final Runnable changed;
    private final ConcurrentMap<CounterKey, Lesson> known = new ConcurrentHashMap<>();
    private final Set<Lesson> unwritten = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<CounterKey, Difference> differences = new ConcurrentHashMap<>();

    /**
     * The last word of a provider on what is left.
     *
     * @param left as it said
     * @param ours what the ledger had left at that time; more than {@code left}: somebody else
     *     spends too
     */
    public record Difference(long left, long ours, Instant at, String evidence) {}

    /**
     * @param changed told when a limit has proved to be another; must not block
     */
    public Learner(Ledger ledger, Lessons lessons, InstantSource clock, Runnable changed) {
        this.ledger = ledger;
        this.lessons = lessons;
        this.clock = clock;
        this.changed = changed;
        lessons.lessons().forEach(lesson -> known.put(lesson.key(), lesson));
        lessons.onLessons(this::refresh);
    }

    /** Takes in what a provider said. */
    public void told(List<Reading> readings) {
        for (Reading reading : readings) {
            reading.left().ifPresent(left -> compare(reading, left));
            reading.amount().ifPresent(amount -> learn(reading, amount));
            if (reading.refused() && reading.left().isEmpty()) {
                refused(reading);
            }
        }
    }

    /**
     * Nothing is left. Of a published limit that comes back all at once the ledger knows when, so
     * it is counted as spent; of one that was never disclosed and of which the refusal does not say
     * more, what was used by then is how large it is, within reason.
     */
    private void refused(Reading reading) {
        Counter counter = reading.bound().limit().counter();
        if (counter instanceof Undisclosed && reading.amount().isEmpty()) {
            learn(reading, Math.max(usedOf(reading, counter), counter.amount() / 2));
        } else if (counter.endsAtOnce()) {
            compare(reading, 0);
        }
    }

    private long usedOf(Reading reading, Counter counter) {
        return counter.used(ledger.tally(reading.bound().key()), clock.instant());
    }

    /** How large that limit has proved to be. */
    public OptionalLong amount(CounterKey key) {
        return lesson(key).stream().mapToLong(Lesson::amount).findFirst();
    }

    /** All that was learned, in the order of their keys. */
    public List<Lesson> lessons() {
        return known.values().stream().sorted(Comparator.comparing(Lesson::key)).toList();
    }

    /**
     * Goes by what is published again.
     *
     * @return completes when that is durable
     */
    public synchronized CompletableFuture<Void> forget() {
        known.clear();
        unwritten.clear();
        CompletableFuture<Void> durable = lessons.forgetLessons();
        changed.run();
        return durable;
    }

    /** Goes by what is kept: others learn too. */
    private void refresh() {
        if (reread()) {
            changed.run();
        }
    }

    private synchronized boolean reread() {
        Map<CounterKey, Lesson> before = Map.copyOf(known);
        Map<CounterKey, Lesson> kept = new HashMap<>();
        lessons.lessons().forEach(lesson -> kept.put(lesson.key(), lesson));
        unwritten.forEach(lesson -> kept.put(lesson.key(), lesson));
        known.keySet().retainAll(kept.keySet());
        known.putAll(kept);
        return !before.equals(kept);
    }

    /** What was learned of that limit. */
    public Optional<Lesson> lesson(CounterKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** What its provider last said is left of that limit. */
    public Optional<Difference> difference(CounterKey key) {
        return Optional.ofNullable(differences.get(key));
    }

    private void compare(Reading reading, long left) {
        Bound bound = reading.measured();
        Counter counter = bound.limit().counter();
        long ours = Math.max(0, counter.room(ledger.tally(bound.key()), clock.instant()));
        differences.put(
                bound.key(),
                new Difference(Math.max(0, left), ours, clock.instant(), reading.evidence()));
        // What is held for a refused request comes back, and is not left either.
        long comesBack = reading.refused() ? ledger.tally(bound.key()).held() : 0;
        if (left - comesBack < ours && !reading.mayBeOver(clock.instant())) {
            var _ = ledger.observe(bound.key(), bound.limit(), left - comesBack);
        }
    }

    private synchronized void learn(Reading reading, long amount) {
        Bound bound = reading.bound();
        OptionalLong before = amount(bound.key());
        boolean news =
                before.isPresent()
                        ? before.getAsLong() != amount
                        : bound.limit().counter().amount() != amount;
        if (news && amount > 0) {
            Lesson lesson = new Lesson(bound.key(), amount, clock.instant(), reading.evidence());
            known.put(bound.key(), lesson);
            unwritten.add(lesson);
            var _ = lessons.learned(lesson).thenRun(() -> unwritten.remove(lesson));
            changed.run();
        }
    }
}
