package dev.freeway.core.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** When a clause of some terms applies. */
public sealed interface Condition {
    /** Whatever is so. */
    Condition ALWAYS = new All(List.of());

    /** Not at all. */
    Condition NEVER = new Not(ALWAYS);

    /** Whether it holds for an account with those facts at that time. */
    boolean holds(Facts facts, Instant now);

    /** The account's fact of that name equals {@code value}; an unknown fact equals nothing. */
    record Is(String fact, String value) implements Condition {
        @Override
        public boolean holds(Facts facts, Instant now) {
            return facts.text(fact).filter(value::equals).isPresent();
        }
    }

    /** The account's fact is a number of at least {@code bound}; an unknown one counts as 0. */
    record AtLeast(String fact, long bound) implements Condition {
        @Override
        public boolean holds(Facts facts, Instant now) {
            return facts.number(fact) >= bound;
        }
    }

    /** Has held once, and so holds for good. */
    record Once(String latch) implements Condition {
        @Override
        public boolean holds(Facts facts, Instant now) {
            return facts.latched().contains(latch);
        }
    }

    /** From the first day on, until before the other, in UTC. */
    record Dated(LocalDate from, LocalDate until) implements Condition {
        @Override
        public boolean holds(Facts facts, Instant now) {
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return !today.isBefore(from) && today.isBefore(until);
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Facts facts, Instant now) {
            return !condition.holds(facts, now);
        }
    }

    /** All of them; none at all always holds. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Facts facts, Instant now) {
            return conditions.stream().allMatch(condition -> condition.holds(facts, now));
        }
    }
}
