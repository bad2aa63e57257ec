package dev.freeway.api.plan;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the accounts can carry of a demand.
 *
 * @param played requests that were played through
 * @param weight how many of those asked each of them stands for
 * @param days each of 24 hours, the first from {@code from} on
 * @param carriers what each account serves, the most first
 * @param binding limits for which requests were refused, the first to bind first
 * @param oneMore what one more account of a provider would add, the most first
 * @param unfit why offers can serve some requests never, where nothing else could
 * @param assumed what was taken for granted, in sentences
 */
public record Forecast(
        Instant from,
        long played,
        long weight,
        List<Day> days,
        List<Carrier> carriers,
        List<Binding> binding,
        List<OneMore> oneMore,
        List<Credit> credits,
        List<String> unfit,
        List<String> assumed) {
    public Forecast {
        days = List.copyOf(days);
        carriers = List.copyOf(carriers);
        binding = List.copyOf(binding);
        oneMore = List.copyOf(oneMore);
        credits = List.copyOf(credits);
        unfit = List.copyOf(unfit);
        assumed = List.copyOf(assumed);
    }

    /** What came of 24 hours. */
    public record Day(Instant from, long asked, long served) {}

    /** How many requests an account serves. */
    public record Carrier(String provider, String account, long served) {}

    /**
     * A limit that requests were refused for: it had no room, or what it had was kept for those
     * still to come.
     *
     * @param first when the first of them was
     * @param models how many models it counts apart that had none left; 1 for one of all models
     * @param refused requests
     */
    public record Binding(CounterKey key, Limit limit, Instant first, int models, long refused) {}

    /** What a second account with the same facts would add, over all days. */
    public record OneMore(String provider, long adds) {}

    /**
     * Something that is given once, or for weeks.
     *
     * @param left units before
     * @param runsOut when it first had too little for the next request, if it came to that
     * @param leftByDay units at the end of each day
     */
    public record Credit(
            CounterKey key,
            Limit limit,
            long left,
            Optional<Instant> runsOut,
            List<Long> leftByDay) {
        public Credit {
            leftByDay = List.copyOf(leftByDay);
        }
    }

    /** Requests asked over all days. */
    public long asked() {
        return days.stream().mapToLong(Day::asked).sum();
    }

    /** Requests served over all days. */
    public long served() {
        return days.stream().mapToLong(Day::served).sum();
    }
}
