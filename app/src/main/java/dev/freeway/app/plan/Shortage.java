package dev.freeway.app.plan;

import dev.freeway.api.plan.Forecast;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Need;
import dev.freeway.core.routing.Prices;
import dev.freeway.core.routing.Route;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** For want of what requests were refused. Used by one thread. */
final class Shortage {
    private static final int UNFIT_MAX = 20;

    private final Map<CounterKey, Course> courses = new LinkedHashMap<>();
    private final Set<String> unfit = new TreeSet<>();

    /** One limit of an account, for as many models as it counts apart. */
    private static final class Course {
        private final Limit limit;
        private final Instant first;
        private final Set<String> subjects = new HashSet<>();
        private long refused;

        Course(Limit limit, Instant first) {
            this.limit = limit;
            this.first = first;
        }
    }

    /**
     * A request was refused for good.
     *
     * @param prices at which it was
     */
    void refused(Route route, Need need, Prices prices, Instant now) {
        switch (route) {
            case Route.Spent(List<Decision.Lacks> lacks, Instant _) -> lacking(lacks, now);
            case Route.Kept(Candidate cheapest, Instant _) ->
                    dearest(cheapest.offer(), need, prices)
                            .ifPresent(bound -> count(Set.of(bound), now));
            case Route.Unfit(String _, List<String> reasons) -> reasons.forEach(this::unfit);
            case Route.UnknownModel(String model, List<String> _) ->
                    unfit("no account has a model for " + model);
            case Route.Open _ -> {}
        }
    }

    private void lacking(List<Decision.Lacks> lacks, Instant now) {
        Set<Bound> wanting = new HashSet<>();
        for (Decision.Lacks lack : lacks) {
            Draw draw = lack.draw();
            if (draw.amount() > draw.limit().counter().amount()) {
                unfit(tooLarge(draw));
            } else {
                wanting.add(new Bound(draw.key(), draw.limit()));
            }
        }
        count(wanting, now);
    }

    private void unfit(String reason) {
        if (unfit.size() < UNFIT_MAX) {
            unfit.add(reason);
        }
    }

    private static String tooLarge(Draw draw) {
        return "%s: a request may take %d %s, and it is %d in all"
                .formatted(
                        draw.key(),
                        draw.amount(),
                        draw.limit().meter().id(),
                        draw.limit().counter().amount());
    }

    /** By which its price came about, most of all. */
    private static Optional<Bound> dearest(Offer offer, Need need, Prices prices) {
        return offer.limits(need.ask().needs()).stream()
                .max(
                        Comparator.comparingDouble(bound ->
                                prices.units().getOrDefault(bound.key(), 0.0)
                                        * bound.limit().price().amount(need.expected())));
    }

    /** However many models lack it, one request is refused. */
    private void count(Set<Bound> bounds, Instant now) {
        Set<CounterKey> counted = new HashSet<>();
        for (Bound bound : bounds) {
            CounterKey key = ofAllModels(bound.key());
            Course course = courses.computeIfAbsent(key, _ -> new Course(bound.limit(), now));
            course.subjects.add(bound.key().subject());
            course.refused += counted.add(key) ? 1 : 0;
        }
    }

    private static CounterKey ofAllModels(CounterKey key) {
        return new CounterKey(key.provider(), key.account(), CounterKey.SHARED, key.limit());
    }

    /** In no order. */
    List<Forecast.Binding> binding(long weight) {
        return courses.entrySet().stream()
                .map(entry -> binding(entry.getKey(), entry.getValue(), weight))
                .toList();
    }

    private static Forecast.Binding binding(CounterKey key, Course course, long weight) {
        CounterKey named =
                course.subjects.size() > 1
                        ? key
                        : new CounterKey(
                                key.provider(),
                                key.account(),
                                course.subjects.iterator().next(),
                                key.limit());
        return new Forecast.Binding(
                named, course.limit, course.first, course.subjects.size(), course.refused * weight);
    }

    List<String> unfit() {
        return List.copyOf(unfit);
    }
}
