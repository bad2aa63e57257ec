package dev.freeway.app.plan;

import dev.freeway.api.plan.Demand;
import dev.freeway.api.plan.Forecast;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.routing.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What a play comes to, told of all requests that those played stand for. */
record Telling(Demand demand, Arrivals arrivals, Profile hours, Instant from) {
    private static final Duration DAY = Duration.ofDays(1);

    Forecast of(Play play, List<Forecast.OneMore> oneMore) {
        return new Forecast(
                from,
                arrivals.all().size(),
                arrivals.weight(),
                days(play),
                carriers(play),
                binding(play, oneMore),
                oneMore,
                play.credits().all(),
                play.shortage().unfit(),
                assumed());
    }

    /**
     * The first first; of those at once the most frequent, then where one more account adds most.
     */
    private List<Forecast.Binding> binding(Play play, List<Forecast.OneMore> oneMore) {
        Map<String, Long> adds =
                oneMore.stream()
                        .collect(
                                Collectors.toMap(
                                        Forecast.OneMore::provider, Forecast.OneMore::adds));
        return play.shortage().binding(arrivals.weight()).stream()
                .sorted(
                        Comparator.comparing(Forecast.Binding::first)
                                .thenComparing(
                                        Comparator.comparingLong(Forecast.Binding::refused)
                                                .reversed())
                                .thenComparingLong(
                                        bound -> -adds.getOrDefault(bound.key().provider(), 0L)))
                .toList();
    }

    private List<Forecast.Day> days(Play play) {
        long[] asked = new long[demand.days()];
        arrivals.all()
                .forEach(arrival -> asked[(int) Duration.between(from, arrival.at()).toDays()]++);
        List<Forecast.Day> days = new ArrayList<>();
        for (int i = 0; i < asked.length; i++) {
            int day = i;
            long served = play.servedByDay().values().stream().mapToLong(by -> by[day]).sum();
            days.add(
                    new Forecast.Day(
                            from.plus(DAY.multipliedBy(day)),
                            arrivals.weight() * asked[day],
                            arrivals.weight() * served));
        }
        return days;
    }

    private List<Forecast.Carrier> carriers(Play play) {
        return play.servedByDay().entrySet().stream()
                .map(entry -> carrier(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Forecast.Carrier::served).reversed())
                .toList();
    }

    private Forecast.Carrier carrier(Account account, long[] byDay) {
        return new Forecast.Carrier(
                account.provider().id(),
                account.name(),
                arrivals.weight() * LongStream.of(byDay).sum());
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add(
                demand.trace().isPresent()
                        ? "Requests come as in the trace, over and over."
                        : "Requests come "
                                + (learned()
                                        ? "at the hours of the day at which they came here."
                                        : "evenly, day and night."));
        assumed.add(
                "Each asks for any model that fits (auto:small), sets no max_tokens, is to make it"
                        + " last, and may wait "
                        + Forecaster.PATIENCE.toSeconds()
                        + " s; prompts and answers are as long as said.");
        assumed.add(
                "The gateway has seen as much come before; prices of limits are solved anew every"
                        + " few hours, not minutes.");
        assumed.add(
                "Today's limits hold on all days, nobody else spends of the accounts, providers"
                        + " count as we do and never fail; nothing is billed; the plans of members"
                        + " are left out.");
        if (arrivals.weight() > 1) {
            assumed.add(
                    "A sample was played: each request stands for %d, and places for requests under way were not felt."
                            .formatted(arrivals.weight()));
        }
        return assumed;
    }

    private boolean learned() {
        return hours.requests(from, from.plus(DAY)) > 0;
    }
}
