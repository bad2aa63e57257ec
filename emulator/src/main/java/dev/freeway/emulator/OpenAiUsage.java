package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What an organisation used and paid, by UTC day and model, as its admin pages tell it. */
final class OpenAiUsage {
    private static final Ruler DAY = Ruler.utcDay();
    private static final int DAYS_MAX = 400;

    private final TreeMap<Instant, Map<String, Sum>> days = new TreeMap<>();

    private record Sum(long requests, long input, long output, long microDollars) {
        Sum plus(Sum other) {
            return new Sum(
                    requests + other.requests,
                    input + other.input,
                    output + other.output,
                    microDollars + other.microDollars);
        }
    }

    void add(Visit visit, int output, long microDollars) {
        days.computeIfAbsent(DAY.start(visit.at()), _ -> new TreeMap<>())
                .merge(visit.model(), new Sum(1, visit.input(), output, microDollars), Sum::plus);
        if (days.size() > DAYS_MAX) {
            days.pollFirstEntry();
        }
    }

    /** Tokens; by model where {@code group_by} says so. */
    ObjectNode completions(Look look) {
        boolean byModel = look.query().contains("group_by=model") || grouped(look);
        return page(
                look,
                (results, sums) -> {
                    if (byModel) {
                        sums.forEach((model, sum) -> tokens(results, sum).put("model", model));
                    } else if (!sums.isEmpty()) {
                        tokens(results, total(sums)).putNull("model");
                    }
                });
    }

    private static boolean grouped(Look look) {
        return look.query().contains("group_by%5B%5D=model")
                || look.query().contains("group_by[]=model");
    }

    private static ObjectNode tokens(ArrayNode results, Sum sum) {
        return results.addObject()
                .put("object", "organization.usage.completions.result")
                .put("input_tokens", sum.input())
                .put("output_tokens", sum.output())
                .put("input_cached_tokens", 0)
                .put("num_model_requests", sum.requests())
                .putNull("project_id")
                .putNull("user_id")
                .putNull("api_key_id")
                .putNull("batch");
    }

    ObjectNode costs(Look look) {
        return page(
                look,
                (results, sums) -> {
                    if (!sums.isEmpty()) {
                        ObjectNode result =
                                results.addObject().put("object", "organization.costs.result");
                        result.putObject("amount")
                                .put("value", total(sums).microDollars() / 1e6)
                                .put("currency", "usd");
                        result.putNull("line_item").putNull("project_id");
                    }
                });
    }

    private static Sum total(Map<String, Sum> sums) {
        return sums.values().stream().reduce(new Sum(0, 0, 0, 0), Sum::plus);
    }

    private interface Results {
        void tell(ArrayNode results, Map<String, Sum> sums);
    }

    private ObjectNode page(Look look, Results results) {
        Instant from = time(look, "start_time", look.at().minus(Duration.ofDays(7)));
        Instant until = time(look, "end_time", look.at().plusSeconds(1));
        ObjectNode page = Json.object().put("object", "page");
        ArrayNode data = page.putArray("data");
        for (Instant day = DAY.start(from); day.isBefore(until); day = DAY.end(day)) {
            ObjectNode bucket =
                    data.addObject()
                            .put("object", "bucket")
                            .put("start_time", day.getEpochSecond())
                            .put("end_time", DAY.end(day).getEpochSecond());
            results.tell(bucket.putArray("results"), days.getOrDefault(day, Map.of()));
        }
        page.put("has_more", false).putNull("next_page");
        return page;
    }

    /** Not further back than what is remembered. */
    private static Instant time(Look look, String name, Instant otherwise) {
        Instant told =
                look.parameter(name)
                        .filter(text -> text.matches("\\d{1,11}"))
                        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                        .orElse(otherwise);
        Instant first = look.at().minus(Duration.ofDays(DAYS_MAX));
        Instant last = look.at().plus(Duration.ofDays(1));
        return told.isBefore(first) ? first : told.isAfter(last) ? last : told;
    }
}
