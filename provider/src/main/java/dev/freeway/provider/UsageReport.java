package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.relay.Reading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** OpenAI's report of an organisation's usage: tokens of today by model. */
final class UsageReport {
    private UsageReport() {}

    /** Of the UTC day that holds {@code now}. */
    static String query(Instant now) {
        long midnight =
                now.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .atStartOfDay()
                        .toEpochSecond(ZoneOffset.UTC);
        return "?start_time=" + midnight + "&bucket_width=1d&group_by=model";
    }

    /** What is left of each pool, by what the models that share it have used. */
    static List<Reading> readings(Wire.Page page, List<Offer> offers, JsonNode report) {
        Map<CounterKey, Bound> pools = new LinkedHashMap<>();
        Map<CounterKey, Long> used = new LinkedHashMap<>();
        for (Offer offer : offers) {
            offer.limits().stream()
                    .filter(bound -> bound.limit().id().equals(page.limit()))
                    .forEach(bound -> {
                        pools.put(bound.key(), bound);
                        used.merge(bound.key(), tokens(report, offer.model().id()), Long::sum);
                    });
        }
        return pools.values().stream()
                .map(pool ->
                        Reading.said(
                                pool,
                                OptionalLong.empty(),
                                OptionalLong.of(left(pool, used.getOrDefault(pool.key(), 0L))),
                                page.age(),
                                ReadBack.evidence(page)))
                .toList();
    }

    private static long left(Bound pool, long used) {
        return Math.max(0, pool.limit().counter().amount() - used);
    }

    private static long tokens(JsonNode report, String model) {
        long tokens = 0;
        for (JsonNode bucket : report.path("data")) {
            for (JsonNode result : bucket.path("results")) {
                if (result.path("model").asText("").equals(model)) {
                    tokens += result.path("input_tokens").asLong();
                    tokens += result.path("output_tokens").asLong();
                }
            }
        }
        return tokens;
    }
}
