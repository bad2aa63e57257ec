package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A page of {@code /v1/usage} as lines: how long limits last, then the sums, the total last. */
final class UsageTable {
    private static final List<String> FIGURES =
            List.of(
                    "requests",
                    "failed",
                    "refused",
                    "input tokens",
                    "cached",
                    "output tokens",
                    "list price",
                    "paid",
                    "free");
    private static final DateTimeFormatter TODAY =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LATER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final JsonNode page;
    private final List<String> groups = new ArrayList<>();

    UsageTable(JsonNode page) {
        this.page = page;
        page.path("group_by").forEach(name -> groups.add(name.asText()));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        page.path("runway").forEach(limit -> lines.add(runway(limit)));
        if (page.path("estimated_cost_of_what_is_left").isNumber()) {
            lines.add(
                    "what is left would cost about "
                            + dollars(page.path("estimated_cost_of_what_is_left"))
                            + " at list price");
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(sums());
        return lines;
    }

    private List<String> sums() {
        List<String> first = groups.isEmpty() ? List.of("") : groups;
        Listing table = new Listing(first.size()).row(row(first, FIGURES));
        if (!groups.isEmpty()) {
            page.path("usage").forEach(row -> table.row(row(values(row), figures(row))));
        }
        List<String> total = new ArrayList<>(Collections.nCopies(first.size(), ""));
        total.set(0, "total");
        return table.row(row(total, figures(page.path("total")))).lines();
    }

    private List<String> values(JsonNode row) {
        return groups.stream().map(name -> group(row, name)).toList();
    }

    private static String[] row(List<String> groups, List<String> figures) {
        return Stream.concat(groups.stream(), figures.stream()).toArray(String[]::new);
    }

    private static String group(JsonNode row, String name) {
        String value = row.path(name).asText();
        return value.isEmpty() ? "-" : value;
    }

    private static List<String> figures(JsonNode row) {
        boolean all = row.path("requests_without_list_price").asLong() == 0;
        return List.of(
                number(row, "requests"),
                number(row, "failed"),
                number(row, "refused"),
                number(row, "input_tokens"),
                number(row, "cached_tokens"),
                number(row, "output_tokens"),
                (all ? "" : "≥ ") + dollars(row.path("list_price_micro_dollars")),
                dollars(row.path("paid_micro_dollars")),
                (all ? "" : "≥ ") + dollars(row.path("free_micro_dollars")));
    }

    private static String number(JsonNode row, String name) {
        return Amounts.number(row.path(name).asLong());
    }

    private static String dollars(JsonNode microDollars) {
        return Amounts.of("micro_dollars", microDollars.asLong());
    }

    private String runway(JsonNode limit) {
        String meter = limit.path("meter").asText();
        String whose = page.path("member").isNull() ? limit.path("member").asText() + "/" : "";
        String model = limit.path("model").asText("*");
        String used =
                "%s%s%s: %s of %s %s used since %s"
                        .formatted(
                                whose,
                                model.equals("*") ? "" : model + "/",
                                limit.path("limit").asText(),
                                Amounts.of(meter, limit.path("used").asLong()),
                                Amounts.of(meter, limit.path("amount").asLong()),
                                Amounts.unit(meter),
                                time(limit.path("since").asText()));
        String end =
                limit.path("spent_at").isNull()
                        ? "lasts until " + time(limit.path("resets_at").asText())
                        : "spent by " + time(limit.path("spent_at").asText());
        return Paint.printable(used + "; " + end + " UTC at this pace");
    }

    private String time(String at) {
        Instant instant = Instant.parse(at);
        Instant now = Instant.parse(page.path("at").asText());
        boolean today =
                instant.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
        return (today ? TODAY : LATER).format(instant);
    }
}
