package dev.freeway.api.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Circumstances;
import dev.freeway.relay.Cost;
import dev.freeway.relay.History.Entry;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** One activity as it is told. */
public final class ActivityRow {
    /** In the order of {@link #of(Entry)}. */
    public static final List<String> COLUMNS =
            List.of(
                    "seq",
                    "id",
                    "at",
                    "took_ms",
                    "first_token_ms",
                    "member",
                    "project",
                    "token",
                    "outcome",
                    "fault",
                    "status",
                    "asked",
                    "provider",
                    "account",
                    "model",
                    "context_tokens",
                    "parameters",
                    "answer_id",
                    "input_tokens",
                    "cached_tokens",
                    "output_tokens",
                    "estimated",
                    "list_price_micro_dollars",
                    "paid_micro_dollars",
                    "free_micro_dollars",
                    "rate_limits",
                    "tries",
                    "why",
                    "version");

    private ActivityRow() {}

    /** With the number it is paged by. */
    public static ObjectNode of(Entry entry) {
        ObjectNode row = Json.object().put("seq", entry.seq());
        return row.setAll(of(entry.activity()));
    }

    /** By itself. */
    public static ObjectNode of(Activity activity) {
        Circumstances around = activity.circumstances();
        ObjectNode row = Json.object();
        row.put("id", activity.id());
        row.put("at", activity.at().toString());
        row.put("took_ms", activity.took().toMillis());
        row.put("first_token_ms", around.firstAfter().map(Duration::toMillis).orElse(null));
        row.put("member", activity.party().member());
        row.put("project", activity.party().project());
        row.put("token", activity.party().token());
        row.put("outcome", activity.outcome());
        row.put("fault", around.fault());
        row.put("status", around.status());
        row.put("asked", activity.asked());
        row.put("provider", activity.provider());
        row.put("account", activity.account());
        row.put("model", activity.model());
        row.put("context_tokens", around.contextTokensMax());
        row.set("parameters", Json.parse(around.parameters()).orElseGet(Json::object));
        row.put("answer_id", activity.answerId());
        used(row, activity);
        ObjectNode limits = row.putObject("rate_limits");
        around.limits().forEach(limits::put);
        row.put("tries", activity.tries());
        row.put("why", activity.why());
        row.put("version", around.version());
        return row;
    }

    private static void used(ObjectNode row, Activity activity) {
        row.put("input_tokens", activity.usage().input());
        row.put("cached_tokens", activity.usage().cached());
        row.put("output_tokens", activity.usage().output());
        row.put("estimated", activity.estimated());
        Cost cost = activity.cost();
        OptionalLong atList = cost.atList();
        row.put("list_price_micro_dollars", atList.isPresent() ? atList.getAsLong() : null);
        row.put("paid_micro_dollars", cost.paid());
        row.put("free_micro_dollars", cost.free());
    }
}
