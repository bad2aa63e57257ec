package dev.freeway.api.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.History.By;
import dev.freeway.relay.History.Sum;
import dev.freeway.relay.History.Used;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One sum as it is told. */
public final class UsageRow {
    private static final List<String> FIGURES =
            List.of(
                    "requests",
                    "failed",
                    "refused",
                    "input_tokens",
                    "cached_tokens",
                    "output_tokens",
                    "list_price_micro_dollars",
                    "paid_micro_dollars",
                    "free_micro_dollars",
                    "requests_without_list_price");

    private UsageRow() {}

    /** The names of what {@link #of(Sum)} tells of sums kept apart by these. */
    public static List<String> columns(Set<By> by) {
        return Stream.concat(
                        Stream.of(By.values()).filter(by::contains).map(By::id), FIGURES.stream())
                .toList();
    }

    /** With what it is a sum of. */
    public static ObjectNode of(Sum sum) {
        ObjectNode row = Json.object();
        sum.group().forEach((by, value) -> row.put(by.id(), value));
        return row.setAll(of(sum.used()));
    }

    /** The figures alone. */
    public static ObjectNode of(Used used) {
        return Json.object()
                .put("requests", used.requests())
                .put("failed", used.failed())
                .put("refused", used.refused())
                .put("input_tokens", used.input())
                .put("cached_tokens", used.cached())
                .put("output_tokens", used.output())
                .put("list_price_micro_dollars", used.atList())
                .put("paid_micro_dollars", used.paid())
                .put("free_micro_dollars", used.free())
                .put("requests_without_list_price", used.unpriced());
    }
}
