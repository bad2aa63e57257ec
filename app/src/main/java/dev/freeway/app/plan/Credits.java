package dev.freeway.app.plan;

import dev.freeway.api.plan.Forecast;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Charge;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How what is given once, or for weeks, goes down. Used by one thread. */
final class Credits {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Function<CounterKey, Tally> tallies;
    private final Map<CounterKey, Course> courses = new LinkedHashMap<>();

    private static final class Course {
        private final Bound bound;
        private final long before;
        private final List<Long> left = new ArrayList<>();
        private Optional<Instant> out = Optional.empty();

        Course(Bound bound, long before) {
            this.bound = bound;
            this.before = before;
        }
    }

    Credits(List<Offer> offers, Function<CounterKey, Tally> tallies, Instant now) {
        this.tallies = tallies;
        offers.stream()
                .flatMap(Offer::everyLimit)
                .filter(bound -> !bound.billed() && perishes(bound.limit().counter()))
                .forEach(bound ->
                        courses.computeIfAbsent(
                                bound.key(), _ -> new Course(bound, left(bound, now))));
    }

    private static boolean perishes(Counter counter) {
        return switch (counter) {
            case Undisclosed(Counter prior) -> perishes(prior);
            case Pot _ -> true;
            case Window window ->
                    window.anchor() instanceof Anchor.FirstUse
                            || window.period().compareTo(WEEK) >= 0;
            default -> false;
        };
    }

    /** Something was taken: whether another such request still finds enough. */
    void taken(Claim claim, Instant now) {
        for (Draw draw : claim.draws()) {
            Course course = courses.get(draw.key());
            if (course != null && course.out.isEmpty()) {
                boolean overdraws = draw.limit().charge() == Charge.SETTLE;
                boolean enough = left(course.bound, now) >= (overdraws ? 1 : draw.amount());
                course.out = enough ? Optional.empty() : Optional.of(now);
            }
        }
    }

    /** A day is over. */
    void dayEnds(Instant now) {
        courses.values().forEach(course -> course.left.add(left(course.bound, now)));
    }

    private long left(Bound bound, Instant now) {
        return Math.max(0, bound.limit().counter().room(tallies.apply(bound.key()), now));
    }

    List<Forecast.Credit> all() {
        return courses.values().stream()
                .map(course ->
                        new Forecast.Credit(
                                course.bound.key(),
                                course.bound.limit(),
                                course.before,
                                course.out,
                                course.left))
                .toList();
    }
}
