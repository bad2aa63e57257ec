package dev.freeway.core.routing;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Limit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decisions in a sentence each, for the journal and whoever asks why. */
public final class Reasons {
    private static final int LISTED_MAX = 5;

    private Reasons() {}

    /** Nobody here has that model. */
    public static String unknown(String model) {
        return "no offer of " + model;
    }

    /** No offer can serve it; {@code reasons} as {@link Route.Unfit} has them. */
    public static String unfit(List<String> reasons) {
        int more = reasons.size() - LISTED_MAX;
        Stream<String> rest = more > 0 ? Stream.of("and " + more + " more") : Stream.empty();
        return Stream.concat(reasons.stream().limit(LISTED_MAX), rest)
                .collect(Collectors.joining("; ", "no offer can serve it: ", ""));
    }

    /** Nothing has room: the limit that has some again first, and when. */
    public static String spent(List<Decision.Lacks> lacks, Instant earliest) {
        String first =
                lacks.stream()
                        .filter(lack -> lack.fitsAt().equals(earliest))
                        .findFirst()
                        .or(() -> lacks.stream().findFirst())
                        .map(Reasons::lacks)
                        .orElse("all that fits is resting");
        int others = Math.max(0, lacks.size() - 1);
        return first
                + (others > 0 ? ", and " + others + " more are short" : "")
                + (lacks.size() == 1 ? "" : fits(earliest));
    }

    /** One limit is too short for it. */
    public static String lacks(Decision.Lacks lacks) {
        Limit limit = lacks.draw().limit();
        return "%s has %d of %d %s left and it may take %d%s"
                .formatted(
                        name(lacks.draw().key()),
                        lacks.room(),
                        limit.counter().amount(),
                        limit.meter().id(),
                        lacks.draw().amount(),
                        fits(lacks.fitsAt()));
    }

    private static String name(CounterKey key) {
        String whose =
                key.provider().equals(CounterKey.GRANTED)
                        ? "the plan of " + key.account()
                        : key.provider() + "@" + key.account();
        String subject = key.subject().equals(CounterKey.SHARED) ? "" : "/" + key.subject();
        return key.limit() + " of " + whose + subject;
    }

    private static String fits(Instant at) {
        return at.equals(Instant.MAX)
                ? ", which never fits"
                : ", which fits at " + at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What it would take is worth more to others. */
    public static String kept(Candidate cheapest, Instant earliest) {
        return "kept for those still to come"
                + fits(earliest)
                + "; it would have been "
                + cheapest.decision();
    }
}
