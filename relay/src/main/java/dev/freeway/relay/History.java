package dev.freeway.relay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What can be read of what was written into the {@link Journal}. Thread-safe; waits for a disk. */
public interface History {
    /** The latest {@code limit}, oldest first. */
    List<Activity> latest(int limit);

    /**
     * A page, newest first. Whoever asks next for what is before the last of it neither misses nor
     * meets again any, whatever is written meanwhile.
     *
     * @param before only what was written before the one of that number
     */
    List<Entry> page(Filter filter, OptionalLong before, int limit);

    /** The sums of what was used, in the order of {@code by}; at most {@code limit}. */
    List<Sum> usage(Period period, Set<By> by, int limit);

    /**
     * One of the journal.
     *
     * @param seq rises with every one written
     */
    record Entry(long seq, Activity activity) {}

    /** A column by which one can be picked. */
    enum Field {
        MEMBER,
        PROJECT,
        TOKEN,
        PROVIDER,
        MODEL,
        OUTCOME;

        /** As in queries: {@code member}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which are wanted: those with all of these values.
     *
     * @param tokens which came with one of these, by id; with any where absent
     * @param from when it came in, at the earliest
     * @param until when it came in, and not then any more
     */
    record Filter(
            Map<Field, String> values, Optional<Set<String>> tokens, Instant from, Instant until) {
        public Filter {
            values = Map.copyOf(values);
            tokens = tokens.map(Set::copyOf);
        }

        /** Whatever token they came with. */
        public Filter(Map<Field, String> values, Instant from, Instant until) {
            this(values, Optional.empty(), from, until);
        }
    }

    /** What sums can be kept apart by. */
    enum By {
        DAY,
        MEMBER,
        PROJECT,
        TOKEN,
        PROVIDER,
        MODEL;

        /** As in queries: {@code day}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whole days of UTC.
     *
     * @param until the first day after it
     * @param member whose, or everybody's
     * @param tokens what came with one of these, by id; with any where absent
     */
    record Period(
            LocalDate from,
            LocalDate until,
            Optional<String> member,
            Optional<Set<String>> tokens) {
        public Period {
            tokens = tokens.map(Set::copyOf);
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException(
                        "from: " + from + " (expected: before " + until + ")");
            }
        }

        /** Whatever token it came with. */
        public Period(LocalDate from, LocalDate until, Optional<String> member) {
            this(from, until, member, Optional.empty());
        }
    }

    /**
     * What was used by those who have these in common.
     *
     * @param group a day as in {@code 2026-11-20}; a provider and a model are empty where none was
     *     asked
     */
    record Sum(Map<By, String> group, Used used) {
        public Sum {
            Map<By, String> inOrder = new EnumMap<>(By.class);
            inOrder.putAll(group);
            group = java.util.Collections.unmodifiableMap(inOrder);
        }
    }

    /**
     * How much.
     *
     * @param requests asked of providers, every try counted
     * @param failed of those, by the provider
     * @param refused asked of no provider
     * @param input tokens, cached ones included
     * @param atList micro-dollars at list price, of those that have one
     * @param unpriced requests that have none
     * @param paid micro-dollars
     */
    record Used(
            long requests,
            long failed,
            long refused,
            long input,
            long cached,
            long output,
            long atList,
            long unpriced,
            long paid) {
        public static final Used NONE = new Used(0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** Of one. */
        public static Used of(Activity activity) {
            boolean asked = !activity.provider().isEmpty();
            Cost cost = activity.cost();
            return new Used(
                    asked ? 1 : 0,
                    asked && activity.outcome().equals(Activity.FAILED) ? 1 : 0,
                    asked ? 0 : 1,
                    activity.usage().input(),
                    activity.usage().cached(),
                    activity.usage().output(),
                    cost.atList().orElse(0),
                    asked && cost.atList().isEmpty() ? 1 : 0,
                    cost.paid());
        }

        /** Both. */
        public Used plus(Used other) {
            return new Used(
                    requests + other.requests,
                    failed + other.failed,
                    refused + other.refused,
                    input + other.input,
                    cached + other.cached,
                    output + other.output,
                    atList + other.atList,
                    unpriced + other.unpriced,
                    paid + other.paid);
        }

        /** Micro-dollars at list price that were not paid: what has no price is never billed. */
        public long free() {
            return Math.max(0, atList - paid);
        }
    }
}
