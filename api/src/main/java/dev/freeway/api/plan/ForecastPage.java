package dev.freeway.api.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.wire.Json;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A forecast as JSON. */
public final class ForecastPage {
    private static final double MONTH_DAYS = 30;

    private final Demand demand;
    private final Forecast forecast;

    private ForecastPage(Demand demand, Forecast forecast) {
        this.demand = demand;
        this.forecast = forecast;
    }

    /** What was asked and what is foretold. */
    public static JsonNode of(Demand demand, Forecast forecast) {
        return new ForecastPage(demand, forecast).page();
    }

    private ObjectNode page() {
        double perDay = (double) forecast.served() / demand.days();
        ObjectNode page = Json.object();
        page.put("at", forecast.from().toString());
        page.set("demand", demand());
        page.put("asked", forecast.asked());
        page.put("served", forecast.served());
        page.put("served_share", (double) forecast.served() / Math.max(1, forecast.asked()));
        page.put("served_per_day", perDay);
        page.put("served_per_month", Math.round(MONTH_DAYS * perDay));
        page.set("by_day", days());
        page.set("by_account", carriers());
        page.set("binds", binding());
        page.set("one_more_account", oneMore());
        page.set("credits", credits());
        page.putObject("played")
                .put("requests", forecast.played())
                .put("each_stands_for", forecast.weight());
        forecast.unfit().forEach(page.putArray("cannot_serve")::add);
        forecast.assumed().forEach(page.putArray("assumed")::add);
        return page;
    }

    private ObjectNode demand() {
        ObjectNode json = Json.object();
        json.put("per_day", demand.perDay());
        json.put("trace_rows", demand.trace().map(trace -> trace.rows().size()).orElse(0));
        if (demand.trace().isEmpty()) {
            json.put("input_tokens", demand.input());
            json.put("output_tokens", demand.output());
        }
        ArrayNode needs = json.putArray("needs");
        demand.needs().stream()
                .filter(need -> need != Ability.CHAT)
                .sorted()
                .forEach(need -> needs.add(need.name().toLowerCase(Locale.ROOT)));
        return json.put("days", demand.days());
    }

    private ArrayNode days() {
        ArrayNode days = Json.array();
        forecast.days()
                .forEach(day ->
                        days.addObject()
                                .put("from", day.from().truncatedTo(ChronoUnit.SECONDS).toString())
                                .put("asked", day.asked())
                                .put("served", day.served()));
        return days;
    }

    private ArrayNode carriers() {
        ArrayNode carriers = Json.array();
        forecast.carriers()
                .forEach(carrier ->
                        carriers.addObject()
                                .put("provider", carrier.provider())
                                .put("account", carrier.account())
                                .put("served", carrier.served()));
        return carriers;
    }

    private ArrayNode binding() {
        ArrayNode all = Json.array();
        for (Forecast.Binding binding : forecast.binding()) {
            all.add(
                    limit(binding.key(), binding.limit())
                            .put("models", binding.models())
                            .put("first_at", binding.first().toString())
                            .put("refused", binding.refused()));
        }
        return all;
    }

    private static ObjectNode limit(CounterKey key, Limit limit) {
        return Json.object()
                .put("provider", key.provider())
                .put("account", key.account())
                .put("model", key.subject())
                .put("limit", key.limit())
                .put("meter", limit.meter().id())
                .put("amount", limit.counter().amount());
    }

    private ArrayNode oneMore() {
        ArrayNode all = Json.array();
        forecast.oneMore()
                .forEach(more ->
                        all.addObject()
                                .put("provider", more.provider())
                                .put("adds", more.adds())
                                .put("adds_per_day", (double) more.adds() / demand.days()));
        return all;
    }

    private ArrayNode credits() {
        ArrayNode all = Json.array();
        for (Forecast.Credit credit : forecast.credits()) {
            ObjectNode json = limit(credit.key(), credit.limit()).put("left", credit.left());
            credit.runsOut()
                    .ifPresentOrElse(
                            at -> json.put("runs_out_at", at.toString()),
                            () -> json.putNull("runs_out_at"));
            credit.leftByDay().forEach(json.putArray("left_by_day")::add);
            all.add(json);
        }
        return all;
    }
}
