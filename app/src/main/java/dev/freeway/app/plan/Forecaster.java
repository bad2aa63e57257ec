package dev.freeway.app.plan;

import dev.freeway.api.plan.Demand;
import dev.freeway.api.plan.Forecast;
import dev.freeway.api.plan.Planner;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.member.Member;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.routing.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Foretells by playing: once as things stand, and once more for each provider whose limits bind,
 * with a second account there. One forecast at a time. Thread-safe.
 */
public final class Forecaster implements Planner {
    private static final int TRIED_MAX = 3;
    private static final int THREADS = 2;

    /** How long a request may wait for room. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<List<Offer>> offers;
    private final Standing standing;
    private final Function<Instant, Profile> profile;
    private final InstantSource clock;
    private final Semaphore one = new Semaphore(1);

    /**
     * Where limits stand.
     *
     * @param tallies of each counter
     * @param learned how large a limit has proved to be
     */
    public record Standing(
            Function<CounterKey, Tally> tallies, Function<CounterKey, OptionalLong> learned) {}

    /**
     * @param offers those of the moment
     * @param profile the hours of the day at which requests come, as far as known
     */
    public Forecaster(
            Supplier<List<Offer>> offers,
            Standing standing,
            Function<Instant, Profile> profile,
            InstantSource clock) {
        this.offers = offers;
        this.standing = standing;
        this.profile = profile;
        this.clock = clock;
    }

    @Override
    public Forecast plan(Demand demand, Member member) throws Busy {
        if (!one.tryAcquire()) {
            throw new Busy();
        }
        // Not on the threads that relay: this computes for seconds.
        try (ExecutorService threads =
                Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().name("plan").factory())) {
            return new Rehearsal(demand, member, threads).forecast();
        } finally {
            one.release();
        }
    }

    /** One demand on one occasion. */
    private final class Rehearsal {
        private final Demand demand;
        private final Member member;
        private final ExecutorService threads;
        private final Instant from = clock.instant();
        private final Profile hours = profile.apply(from);
        private final Arrivals arrivals;
        private final List<Offer> held = offers.get();

        Rehearsal(Demand demand, Member member, ExecutorService threads) {
            this.demand = demand;
            this.member = member;
            this.threads = threads;
            arrivals = Arrivals.of(demand, hours, from);
        }

        Forecast forecast() {
            Play play = done(play(held));
            return new Telling(demand, arrivals, hours, from).of(play, oneMore(play));
        }

        /** Of the providers whose limits refuse the most, what a second account comes to. */
        private List<Forecast.OneMore> oneMore(Play asIs) {
            OneMore oneMore = new OneMore(standing.learned(), from);
            Map<String, Future<Play>> plays = new LinkedHashMap<>();
            asIs.shortage().binding(1).stream()
                    .sorted(Comparator.comparingLong(Forecast.Binding::refused).reversed())
                    .map(bound -> bound.key().provider())
                    .distinct()
                    .limit(TRIED_MAX)
                    .forEach(provider -> plays.put(provider, play(oneMore.of(provider, held))));
            return plays.entrySet().stream()
                    .map(each ->
                            new Forecast.OneMore(each.getKey(), more(done(each.getValue()), asIs)))
                    .sorted(Comparator.comparingLong(Forecast.OneMore::adds).reversed())
                    .toList();
        }

        private long more(Play play, Play asIs) {
            return arrivals.weight() * Math.max(0, play.served() - asIs.served());
        }

        private Future<Play> play(List<Offer> some) {
            Thinned thinned = new Thinned(arrivals.weight());
            Play.Setting setting =
                    new Play.Setting(
                            thinned.offers(some),
                            standing.tallies(),
                            member,
                            demand.needs(),
                            from,
                            demand.days(),
                            thinned.stretched(PATIENCE));
            return threads.submit(() -> new Play(setting).through(arrivals.all()));
        }
    }

    private static Play done(Future<Play> play) {
        try {
            return play.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a play failed", e);
        }
    }
}
