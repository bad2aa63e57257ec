package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Draws where every limit stands: per account its models, per model its limits. */
final class QuotaTable {
    private static final int BAR = 12;
    private static final String GRANTED = "freeway";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean color;
    private final boolean all;
    private final Instant now;
    private final StringBuilder text = new StringBuilder();

    private QuotaTable(boolean color, boolean all, Instant now) {
        this.color = color;
        this.all = all;
        this.now = now;
    }

    /**
     * @param all also models of which nothing was used
     */
    static String draw(JsonNode page, boolean color, boolean all) {
        QuotaTable table = new QuotaTable(color, all, Instant.parse(page.path("at").asText()));
        Map<String, Map<String, Set<JsonNode>>> accounts = new LinkedHashMap<>();
        for (JsonNode limit : page.path("limits")) {
            String account =
                    limit.path("provider").asText() + " / " + limit.path("account").asText();
            accounts.computeIfAbsent(account, _ -> new LinkedHashMap<>())
                    .computeIfAbsent(limit.path("model").asText(), _ -> new LinkedHashSet<>())
                    .add(limit);
        }
        accounts.forEach(table::account);
        return table.text.toString();
    }

    private void account(String account, Map<String, Set<JsonNode>> models) {
        boolean granted = account.startsWith(GRANTED + " ");
        text.append(text.isEmpty() ? "" : "\n")
                .append(style(BOLD, account))
                .append(granted ? style(DIM, "  (what this member was granted)") : "")
                .append('\n');
        int untouched = 0;
        for (Map.Entry<String, Set<JsonNode>> model : models.entrySet()) {
            if (all
                    || models.size() == 1
                    || model.getKey().equals("*")
                    || touched(model.getValue())) {
                model(model.getKey(), model.getValue());
            } else {
                untouched++;
            }
        }
        if (untouched > 0) {
            text.append(style(DIM, "  %d untouched (--all shows them)".formatted(untouched)))
                    .append('\n');
        }
    }

    private static boolean touched(Set<JsonNode> limits) {
        return limits.stream()
                .anyMatch(limit -> limit.path("used").asLong() + limit.path("held").asLong() > 0);
    }

    private void model(String model, Set<JsonNode> limits) {
        text.append("  ").append(model.equals("*") ? "all models" : model).append('\n');
        limits.forEach(this::limit);
    }

    private void limit(JsonNode limit) {
        long amount = limit.path("amount").asLong();
        long taken = limit.path("used").asLong() + limit.path("held").asLong();
        long held = limit.path("held").asLong();
        text.append(
                "    %-13s %s %7s left of %-7s %-16s %s%s%n"
                        .formatted(
                                limit.path("limit").asText(),
                                bar(taken, amount),
                                Amounts.number(limit.path("left").asLong()),
                                Amounts.number(amount),
                                limit.path("meter").asText().replace('_', ' '),
                                held > 0 ? Amounts.number(held) + " held  " : "",
                                style(DIM, resets(limit, taken))));
    }

    private String resets(JsonNode limit, long taken) {
        if (taken == 0 || limit.path("meter").asText().equals("in_flight")) {
            return "";
        }
        return limit.path("resets_at").isNull()
                ? "does not come back"
                : "resets in "
                        + Amounts.wait(
                                Duration.between(
                                        now, Instant.parse(limit.path("resets_at").asText())));
    }

    private String bar(long taken, long amount) {
        int full = Math.clamp(Math.ceilDiv(taken * BAR, Math.max(1, amount)), 0, BAR);
        String drawn = "█".repeat(full) + "░".repeat(BAR - full);
        String shade =
                full == BAR ? "\u001b[31m" : full * 4 > BAR * 3 ? "\u001b[33m" : "\u001b[32m";
        return style(shade, drawn);
    }

    private String style(String code, String words) {
        return color ? code + words + PLAIN : words;
    }
}
