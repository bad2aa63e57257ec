package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a page of {@code /api/plan}: a bar a day, a line per credit, and what is to be known. */
final class PlanChart {
    private static final String LEVELS = "·▁▂▃▄▅▆▇█";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int DATE = "2026-11-20".length();
    private static final int BAR_MAX = 50;
    private static final int BAR_MIN = 10;
    private static final int BESIDE_BAR = 40;
    private static final int BINDING_SHOWN = 5;
    private static final int ACCOUNTS_SHOWN = 8;

    private final JsonNode plan;
    private final Paint paint;
    private final int width;

    /**
     * @param width of the terminal, in characters
     */
    PlanChart(JsonNode plan, Paint paint, int width) {
        this.plan = plan;
        this.paint = paint;
        this.width = width;
    }

    List<String> lines() {
        Sheet sheet = new Sheet(paint, width).title(summary());
        sheet.section("served in each 24 hours from " + minute(text(plan, "at"))).rows(days());
        part(sheet, "served by", accounts());
        binding(sheet.section("binds first"));
        part(sheet, "one more account would add", oneMore());
        credits(sheet);
        said(sheet, "cannot serve it", "cannot_serve");
        said(sheet, "assumed", "assumed");
        return sheet.lines();
    }

    private static void part(Sheet sheet, String title, Listing rows) {
        if (!rows.lines().isEmpty()) {
            sheet.section(title).rows(rows);
        }
    }

    private void said(Sheet sheet, String title, String field) {
        if (!plan.path(field).isEmpty()) {
            sheet.section(title);
            plan.path(field).forEach(words -> sheet.say(words.asText()));
        }
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%s of %s requests served in %d days (%.1f %%): %s a day, %s a month",
                number(plan, "served"),
                number(plan, "asked"),
                plan.path("by_day").size(),
                100 * plan.path("served_share").asDouble(),
                rounded(plan.path("served_per_day").asDouble()),
                number(plan, "served_per_month"));
    }

    private Listing days() {
        Listing listing = new Listing();
        for (JsonNode day : plan.path("by_day")) {
            listing.row(
                    text(day, "from").substring(0, DATE),
                    bar(day.path("served").asLong(), day.path("asked").asLong()),
                    number(day, "served") + " of " + number(day, "asked"));
        }
        return listing;
    }

    private String bar(long served, long asked) {
        int cells = Math.clamp((long) width - BESIDE_BAR, BAR_MIN, BAR_MAX);
        int full = (int) Math.min(cells, cells * served / Math.max(1, asked));
        return "█".repeat(full) + "░".repeat(cells - full);
    }

    private Listing accounts() {
        Listing listing = new Listing();
        for (JsonNode account : first("by_account", ACCOUNTS_SHOWN)) {
            listing.row(
                    text(account, "provider") + " / " + text(account, "account"),
                    number(account, "served"));
        }
        return listing;
    }

    private void binding(Sheet sheet) {
        JsonNode binds = plan.path("binds");
        if (binds.isEmpty()) {
            sheet.say("nothing");
        }
        for (JsonNode limit : first("binds", BINDING_SHOWN)) {
            sheet.say(named(limit))
                    .aside(
                            "of %s: %s refused, the first at %s"
                                    .formatted(
                                            amount(limit, "amount"),
                                            number(limit, "refused"),
                                            minute(text(limit, "first_at"))));
        }
        if (binds.size() > BINDING_SHOWN) {
            sheet.say(binds.size() - BINDING_SHOWN + " more (--json has all)");
        }
    }

    /** {@code provider / account limit}, and of which model. */
    private static String named(JsonNode limit) {
        String models = text(limit, "model");
        int many = limit.path("models").asInt();
        String of = many > 1 ? " of " + many + " models" : models.equals("*") ? "" : " " + models;
        return text(limit, "provider")
                + " / "
                + text(limit, "account")
                + " "
                + text(limit, "limit")
                + of;
    }

    private Listing oneMore() {
        Listing listing = new Listing();
        for (JsonNode more : plan.path("one_more_account")) {
            listing.row(
                    text(more, "provider"),
                    "+" + rounded(more.path("adds_per_day").asDouble()) + " a day",
                    "+" + number(more, "adds") + " in all");
        }
        return listing;
    }

    private void credits(Sheet sheet) {
        List<JsonNode> all = first("credits", Integer.MAX_VALUE);
        List<JsonNode> touched = all.stream().filter(PlanChart::touched).toList();
        if (!all.isEmpty()) {
            sheet.section("credits at the end of each day");
        }
        for (JsonNode credit : touched) {
            JsonNode out = credit.path("runs_out_at");
            sheet.say(named(credit))
                    .aside(
                            "|%s| %s left now, %s"
                                    .formatted(
                                            line(credit),
                                            amount(credit, "left"),
                                            out.isTextual()
                                                    ? "runs out " + minute(out.asText())
                                                    : "does not run out"));
        }
        if (all.size() > touched.size()) {
            sheet.say("not touched: " + (all.size() - touched.size()) + " (--json has all)");
        }
    }

    private static boolean touched(JsonNode credit) {
        long left = credit.path("left").asLong();
        for (JsonNode then : credit.path("left_by_day")) {
            if (then.asLong() != left) {
                return true;
            }
        }
        return credit.path("runs_out_at").isTextual();
    }

    /** As many levels as there are days, or as fit: of each the last. */
    private String line(JsonNode credit) {
        JsonNode left = credit.path("left_by_day");
        int shown = Math.min(left.size(), Math.max(BAR_MIN, width / 2));
        double amount = Math.max(1, credit.path("amount").asDouble());
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            double share = left.get((i + 1) * left.size() / shown - 1).asDouble() / amount;
            int most = LEVELS.length() - 1;
            line.append(LEVELS.charAt(Math.clamp((long) Math.ceil(share * most), 0, most)));
        }
        return line.toString();
    }

    private List<JsonNode> first(String field, int most) {
        List<JsonNode> all = new ArrayList<>();
        plan.path(field).forEach(all::add);
        return all.subList(0, Math.min(most, all.size()));
    }

    private static String amount(JsonNode limit, String field) {
        String meter = text(limit, "meter");
        String amount = Amounts.of(meter, limit.path(field).asLong());
        return amount.startsWith("$") ? amount : amount + " " + Amounts.unit(meter);
    }

    private static String number(JsonNode node, String field) {
        return Amounts.number(node.path(field).asLong());
    }

    private static String rounded(double amount) {
        return amount < 10
                ? String.format(Locale.ROOT, "%.1f", amount)
                : Amounts.number(Math.round(amount));
    }

    private static String minute(String at) {
        return MINUTE.format(Instant.parse(at));
    }

    private static String text(JsonNode node, String field) {
        return Paint.printable(node.path(field).asText()).replace('\n', ' ');
    }
}
