package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page of {@code /api/routing} for a terminal. */
final class RoutingSheet {
    private static final int BAR_MAX = 40;
    private static final double SMALL = 0.0005;

    private final JsonNode page;
    private final Sheet sheet;
    private final boolean all;

    /**
     * @param all also prices too small to matter
     */
    RoutingSheet(JsonNode page, Sheet sheet, boolean all) {
        this.page = page;
        this.sheet = sheet;
        this.all = all;
    }

    List<String> lines() {
        prices();
        arrivals();
        learned();
        resting();
        return sheet.lines();
    }

    private void prices() {
        sheet.title("Prices, in requests' worth: what a typical request takes of each limit");
        sheet.say(basis());
        Listing listing = new Listing();
        int small = 0;
        for (JsonNode price : page.path("prices")) {
            double request = price.path("request").asDouble();
            if (all || request >= SMALL) {
                listing.row(ExplainTable.worth(request), limit(price), left(price));
            } else {
                small++;
            }
        }
        sheet.rows(listing);
        if (small > 0) {
            sheet.aside("%d more cost next to nothing (--all shows them)".formatted(small));
        }
    }

    private String basis() {
        JsonNode basis = page.path("basis");
        String typical =
                "typical: %s in, %s out."
                        .formatted(
                                Amounts.number(basis.at("/typical/input_tokens").asLong()),
                                Amounts.number(basis.at("/typical/output_tokens").asLong()));
        String since = basis.path("since").isTextual() ? " since " + time(basis, "since") : "";
        String seen = Amounts.number(basis.path("examples").asLong()) + " requests seen" + since;
        return page.path("informed").asBoolean()
                ? "solved at %s from %s; %s".formatted(time(basis, "solved_at"), seen, typical)
                : "by the pace of each limit alone, too little was seen to solve them (%s); %s"
                        .formatted(seen, typical);
    }

    private static String left(JsonNode price) {
        String meter = text(price, "meter");
        return (meter.equals("micro_dollars") ? "%s of %s left" : "%s of %s %s left")
                .formatted(
                        Amounts.of(meter, price.path("left").asLong()),
                        Amounts.of(meter, price.path("amount").asLong()),
                        Amounts.unit(meter));
    }

    private void arrivals() {
        JsonNode arrivals = page.path("arrivals");
        sheet.section("Requests an hour, by the hour of the day (UTC)");
        List<JsonNode> rates = new ArrayList<>();
        arrivals.path("per_hour").forEach(rates::add);
        double most = rates.stream().mapToDouble(JsonNode::asDouble).max().orElse(0);
        if (rates.stream().noneMatch(JsonNode::isNumber)) {
            sheet.say("nothing has been seen yet");
            return;
        }
        Listing listing = new Listing();
        for (int hour = 0; hour < rates.size(); hour++) {
            JsonNode rate = rates.get(hour);
            listing.row(
                    "%02d".formatted(hour),
                    rate.isNumber() ? bar(rate.asDouble(), most) : "not seen yet");
        }
        sheet.rows(listing);
        sheet.say("expected within a day: " + rate(arrivals.path("next_day").asDouble()));
    }

    private static String bar(double rate, double most) {
        int cells = most > 0 ? (int) Math.ceil(rate / most * BAR_MAX) : 0;
        return ("█".repeat(cells) + " " + rate(rate)).strip();
    }

    private static String rate(double rate) {
        return rate < 10
                ? String.format(Locale.ROOT, "%.1f", rate)
                : Amounts.number(Math.round(rate));
    }

    private void learned() {
        sheet.section("Learned limits");
        page.path("learned")
                .forEach(lesson ->
                        sheet.say(
                                "%s is %s (%s, %s)"
                                        .formatted(
                                                limit(lesson),
                                                Amounts.number(lesson.path("amount").asLong()),
                                                text(lesson, "evidence"),
                                                time(lesson, "at"))));
        none("learned");
    }

    private void resting() {
        sheet.section("Resting offers");
        Instant now = Instant.parse(text(page, "at"));
        page.path("resting")
                .forEach(rest ->
                        sheet.say(
                                "%s %s: %s"
                                        .formatted(
                                                text(rest, "offer"),
                                                rested(rest, now),
                                                text(rest, "why"))));
        none("resting");
    }

    private static String rested(JsonNode rest, Instant now) {
        return rest.path("until").isTextual()
                ? "for " + Amounts.wait(Duration.between(now, Instant.parse(text(rest, "until"))))
                : "until it is told";
    }

    private void none(String list) {
        if (page.path(list).isEmpty()) {
            sheet.say("none");
        }
    }

    /** {@code cerebras@main/gpt-oss-120b tpm}. */
    private static String limit(JsonNode limit) {
        String model = text(limit, "model");
        return "%s@%s%s %s"
                .formatted(
                        text(limit, "provider"),
                        text(limit, "account"),
                        model.equals("*") ? "" : "/" + model,
                        text(limit, "limit"));
    }

    private static String time(JsonNode page, String field) {
        return text(page, field).replaceAll("\\.\\d+Z$", "Z");
    }

    private static String text(JsonNode page, String field) {
        return page.path(field).asText();
    }
}
