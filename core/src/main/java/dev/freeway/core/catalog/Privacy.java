package dev.freeway.core.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a free tier does with what it gets.
 *
 * @param trains whether it may learn from it
 * @param keeps whether it keeps it
 * @param unless the account fact under which it does neither
 * @param bars regions it must not serve
 * @param note more of it, in a sentence
 */
public record Privacy(
        Answer trains,
        Answer keeps,
        Condition unless,
        Set<String> bars,
        String note,
        Provenance provenance) {
    /** A server of one's own. */
    public static final Privacy OWN =
            new Privacy(
                    Answer.NO,
                    Answer.NO,
                    Condition.NEVER,
                    Set.of(),
                    "",
                    new Provenance("the operator", LocalDate.EPOCH, Provenance.Certainty.VERIFIED));

    public Privacy {
        bars = Set.copyOf(bars);
    }

    /** What is known. */
    public enum Answer {
        NO,
        YES,
        /** It differs, or nobody says: taken for a yes by whoever minds. */
        UNKNOWN
    }

    /** What a request can demand. */
    public enum Demand {
        NO_TRAINING,
        NO_RETENTION;

        /** The demand that is written like that. */
        public static Optional<Demand> of(String id) {
            return Arrays.stream(values()).filter(demand -> demand.id().equals(id)).findFirst();
        }

        /** As clients and files write it: {@code no-training}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether an account with those facts does what is demanded. */
    public boolean meets(Demand demand, Facts facts, Instant now) {
        Answer answer =
                switch (demand) {
                    case NO_TRAINING -> trains;
                    case NO_RETENTION -> keeps;
                };
        return answer == Answer.NO || unless.holds(facts, now);
    }
}
