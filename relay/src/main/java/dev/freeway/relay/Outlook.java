package dev.freeway.relay;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Need;
import dev.freeway.core.routing.Pace;
import dev.freeway.core.routing.Prices;
import dev.freeway.core.routing.Profile;
import dev.freeway.core.routing.Router;
import dev.freeway.core.routing.Solver;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What is expected, from what came: examples of requests without their content, how many come each
 * hour of the day, how long answers are. Thread-safe.
 */
public final class Outlook {
    private static final int EXAMPLES_KEPT = 4_096;
    private static final int EXAMPLES_SOLVED = 800;
    private static final int ENOUGH = 100;
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);
    private static final double KEPT = 0.5;
    private static final double SHARE_FORGETS = 0.005;

    /** Beside solved prices, the pace only decides between offers that cost about the same. */
    private static final double PACE_BESIDE = 0.02;

    private static final String ARRIVALS = "arrivals";
    private static final String INPUT_SHARE = "input_share";

    /** Of a request where none has been seen. */
    private static final Usage TYPICAL = Usage.of(1_000, 300);

    private final int examplesSolved;
    private final Deque<Need> examples = new ArrayDeque<>();
    private final Lengths lengths = new Lengths();
    private double inputShare = 1;
    private Profile profile = Profile.unknown();
    private Instant since = Instant.MAX;
    private Instant hour = Instant.MIN;
    private Instant hourBegan = Instant.MIN;
    private long thisHour;
    private Prices solved = Prices.NONE;
    private Instant solvedAt = Instant.MAX;
    private final Traits traits;
    private boolean kept = true;
    private Instant keptAt = Instant.MIN;

    /** One that begins from nothing, and is not kept. */
    public Outlook() {
        this(Traits.NONE);
    }

    /** One that goes on where {@code traits} left off. */
    public Outlook(Traits traits) {
        this(traits, EXAMPLES_SOLVED);
    }

    /**
     * The same, in haste.
     *
     * @param examplesSolved of how many prices come; what they cost to solve grows with it
     */
    public Outlook(Traits traits, int examplesSolved) {
        this.traits = traits;
        this.examplesSolved = examplesSolved;
        traits.traits().forEach(this::learn);
    }

    private void learn(Trait kept) {
        Instant midnight = Instant.EPOCH;
        switch (kept.kind()) {
            case ARRIVALS ->
                    profile =
                            profile.with(midnight.plusSeconds(kept.at() * 3_600L), kept.mean(), 0);
            case INPUT_SHARE -> inputShare = kept.mean();
            case Lengths.TRAIT -> lengths.learn(kept);
            default -> {
                // A later version's: it is not ours to judge, and is kept no longer.
            }
        }
    }

    /** Keeps it, but once a minute at most. */
    public synchronized void keepSometimes(Instant now) {
        if (!now.isBefore(keptAt.plus(KEPT_EVERY))) {
            var _ = keep(now);
        }
    }

    /** Keeps what is known of hours and lengths, if anything came since it was kept last. */
    public synchronized CompletableFuture<Void> keep(Instant now) {
        if (kept) {
            return CompletableFuture.completedFuture(null);
        }
        kept = true;
        keptAt = now;
        List<Trait> all = lengths.traits();
        all.add(new Trait(INPUT_SHARE, "", 0, 1, inputShare));
        double[] perHour = profile(now).perHour();
        for (int at = 0; at < perHour.length; at++) {
            if (perHour[at] >= 0) {
                all.add(new Trait(ARRIVALS, "", at, 1, perHour[at]));
            }
        }
        return traits.keep(all);
    }

    /** Begins from nothing again, prices included. */
    public synchronized CompletableFuture<Void> forget() {
        examples.clear();
        lengths.forget();
        inputShare = 1;
        profile = Profile.unknown();
        since = Instant.MAX;
        hour = Instant.MIN;
        hourBegan = Instant.MIN;
        thisHour = 0;
        solved = Prices.NONE;
        solvedAt = Instant.MAX;
        return traits.keep(List.of());
    }

    /**
     * What prices come of.
     *
     * @param examples of requests
     * @param since when they came; {@link Instant#MAX} if none did
     * @param typical what the mean of them will likely use
     * @param solvedAt when prices were last solved of such; {@link Instant#MAX} for never
     */
    public record Basis(
            int examples, Instant since, Usage typical, Profile profile, Instant solvedAt) {}

    /** What prices come of at the moment. */
    public synchronized Basis basis(Instant now) {
        long input = Math.round(mean(Usage::input, TYPICAL));
        long output = Math.round(mean(Usage::output, TYPICAL));
        return new Basis(examples.size(), since, Usage.of(input, output), profile(now), solvedAt);
    }

    private double mean(ToLongFunction<Usage> of, Usage otherwise) {
        return examples.stream()
                .mapToLong(need -> of.applyAsLong(need.expected()))
                .average()
                .orElse((double) of.applyAsLong(otherwise));
    }

    /** That request as it is routed; it came at that time. */
    public Need need(Ask ask, Member member, Wishes wishes, Instant at) {
        Mode mode = wishes.mode();
        Instant waitsUntil = mode == Mode.MAKE_IT_LAST ? at.plus(wishes.patience()) : Instant.MIN;
        return new Need(ask, member, expect(ask, member), mode, wishes.lot(), waitsUntil);
    }

    /** What a request will likely use. */
    public synchronized Usage expect(Ask ask, Member member) {
        double input = ask.size().likelyInputTokens() * inputShare;
        double each =
                Math.min(
                        lengths.expected(member.name(), ask.size().likelyInputTokens()),
                        (double) ask.outputTokensMax().orElse(Long.MAX_VALUE));
        return Usage.of(Math.round(input), Math.round(each * ask.answers())).with(ask.media());
    }

    /** A request came. */
    public synchronized void arrived(Need need, Instant now) {
        kept = false;
        since = since.isBefore(now) ? since : now;
        turn(now);
        thisHour++;
        examples.addLast(need.withoutContent());
        if (examples.size() > EXAMPLES_KEPT) {
            examples.removeFirst();
        }
    }

    /** It was served, and took that. */
    public synchronized void ended(Need need, Usage usage) {
        long likely = need.ask().size().likelyInputTokens();
        double each = (double) usage.output() / need.ask().answers();
        lengths.add(need.member().name(), likely, each);
        if (likely > 0 && usage.input() > 0) {
            inputShare += SHARE_FORGETS * ((double) usage.input() / likely - inputShare);
        }
    }

    private void turn(Instant now) {
        Instant current = now.truncatedTo(ChronoUnit.HOURS);
        if (current.isAfter(hour)) {
            if (!hour.equals(Instant.MIN)) {
                profile = profile.with(hour, perHour(hour.plus(1, ChronoUnit.HOURS)), KEPT);
            }
            boolean follows = current.equals(hour.plus(1, ChronoUnit.HOURS));
            hourBegan = follows ? current : now;
            hour = current;
            thisHour = 0;
        }
    }

    private double perHour(Instant until) {
        double hours = Duration.between(hourBegan, until).toMillis() / 3_600_000.0;
        return thisHour / Math.max(hours, 1.0 / 60);
    }

    /** What is known of the hours; of a first one that is not over yet, what it was so far. */
    public synchronized Profile profile(Instant now) {
        turn(now);
        boolean first = profile.requests(now, now.plus(Profile.HORIZON)) == 0;
        return first && thisHour > 0 ? profile.with(hour, perHour(now), 0) : profile;
    }

    /** Solves prices anew, from examples of what came; to be called every {@link Solver#EVERY}. */
    public void solve(Router router, Function<CounterKey, Tally> tallies, Instant now) {
        List<Need> some;
        Profile expected;
        Instant began;
        synchronized (this) {
            boolean enough = examples.size() >= ENOUGH && !now.isBefore(since.plus(SOON));
            if (!enough) {
                return;
            }
            some = some();
            expected = profile(now);
            began = since;
        }
        Prices found = Solver.solve(some, router.at(solved), expected, tallies, now);
        synchronized (this) {
            boolean forgotten = !since.equals(began);
            solved = forgotten ? Prices.NONE : found;
            solvedAt = forgotten ? Instant.MAX : now;
        }
    }

    private List<Need> some() {
        List<Need> all = new ArrayList<>(examples);
        Collections.shuffle(all, new Random(EXAMPLES_SOLVED));
        return List.copyOf(all.subList(0, Math.min(examplesSolved, all.size())));
    }

    /** The same offers at the prices of the moment; cheap, to be called every second. */
    public Router price(Router router, Function<CounterKey, Tally> tallies, Instant now) {
        Prices pace = Pace.prices(router.offers(), tallies, now);
        Prices current;
        synchronized (this) {
            current = solved;
        }
        return router.at(current.plus(pace, current.informed() ? PACE_BESIDE : 1));
    }
}
