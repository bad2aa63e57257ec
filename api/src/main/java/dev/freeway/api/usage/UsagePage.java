package dev.freeway.api.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Runway;
import dev.freeway.core.quota.Tally;
import dev.freeway.relay.History.By;
import dev.freeway.relay.History.Sum;
import dev.freeway.relay.History.Used;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What was used in a period, and how long what is left will last.
 *
 * @param limits of the members it tells of
 * @param tallies where each of them stands
 */
public record UsagePage(
        UsageQuery query,
        List<Sum> sums,
        List<Bound> limits,
        Function<CounterKey, Tally> tallies,
        Instant now) {
    public UsagePage {
        sums = List.copyOf(sums);
        limits = List.copyOf(limits);
    }

    /** As JSON. */
    public JsonNode json() {
        Used total = sums.stream().map(Sum::used).reduce(Used.NONE, Used::plus);
        Optional<String> member = query.period().member();
        ObjectNode page = Json.object();
        page.put("at", now.toString());
        page.put("from", query.period().from().toString());
        page.put("until", query.period().until().toString());
        page.put("member", member.orElse(null));
        ArrayNode by = page.putArray("group_by");
        query.by().stream().map(By::id).forEach(by::add);
        ArrayNode rows = page.putArray("usage");
        sums.forEach(sum -> rows.add(UsageRow.of(sum)));
        page.set("total", UsageRow.of(total));
        OptionalLong left = member.isPresent() ? worth(total) : OptionalLong.empty();
        page.put("estimated_cost_of_what_is_left", left.isPresent() ? left.getAsLong() : null);
        ArrayNode runways = page.putArray("runway");
        limits.forEach(bound -> runway(bound).ifPresent(runways::add));
        return page;
    }

    /** What can still be had before the first limit is spent, if it is as what was used. */
    private OptionalLong worth(Used total) {
        return limits.stream()
                .filter(bound -> bound.key().subject().equals(CounterKey.SHARED))
                .flatMap(bound -> worth(bound, total).stream().boxed())
                .mapToLong(Long::longValue)
                .min();
    }

    private OptionalLong worth(Bound bound, Used total) {
        Limit limit = bound.limit();
        long used =
                switch (limit.meter()) {
                    case REQUESTS, RUNS -> total.requests();
                    case INPUT_TOKENS -> total.input();
                    case OUTPUT_TOKENS -> total.output();
                    case TOTAL_TOKENS -> total.input() + total.output();
                    case UNCACHED_INPUT_TOKENS -> total.input() - total.cached();
                    case UNCACHED_TOKENS -> total.input() - total.cached() + total.output();
                    case MICRO_DOLLARS -> total.atList();
                    case AUDIO_MILLISECONDS, MILLI_NEURONS, MILLI_CREDITS, IN_FLIGHT -> 0;
                };
        return used <= 0 || total.atList() == 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) ((double) left(bound) * total.atList() / used));
    }

    private long left(Bound bound) {
        return Math.max(0, bound.limit().counter().room(tallies.apply(bound.key()), now));
    }

    private Optional<ObjectNode> runway(Bound bound) {
        Tally tally = tallies.apply(bound.key());
        Counter counter = bound.limit().counter();
        return Runway.of(bound.limit(), tally, now)
                .map(runway ->
                        Json.object()
                                .put("member", bound.key().account())
                                .put("model", bound.key().subject())
                                .put("limit", bound.key().limit())
                                .put("meter", bound.limit().meter().id())
                                .put("amount", counter.amount())
                                .put("used", runway.used())
                                .put("left", left(bound))
                                .put("since", runway.since().toString())
                                .put(
                                        "spent_at",
                                        runway.spentAt().map(Instant::toString).orElse(null))
                                .put("resets_at", counter.resetsAt(tally, now).toString()));
    }
}
