package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a page of {@code /api/explain}: the decision, then an offer a line, the chosen one first.
 */
final class ExplainTable {
    private final Paint paint;

    ExplainTable(Paint paint) {
        this.paint = paint;
    }

    List<String> draw(JsonNode page) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(asked(page)));
        lines.add(decision(page));
        Listing listing = new Listing().row("", "offer", "price", "wait", "why");
        page.path("offers").forEach(offer -> row(listing, offer));
        List<String> rows = listing.lines();
        lines.add(paint.dim(rows.getFirst()));
        for (int i = 1; i < rows.size(); i++) {
            JsonNode offer = page.path("offers").path(i - 1);
            boolean chosen = text(offer, "offer").equals(text(page, "chosen"));
            boolean unfit = text(offer, "state").equals("unfit");
            lines.add(
                    chosen
                            ? paint.green(rows.get(i))
                            : unfit ? paint.dim(rows.get(i)) : rows.get(i));
        }
        return lines;
    }

    private static String asked(JsonNode page) {
        return "%s, %s in and likely %s out, %s"
                .formatted(
                        text(page, "model"),
                        Amounts.number(page.at("/expected/input_tokens").asLong()),
                        Amounts.number(page.at("/expected/output_tokens").asLong()),
                        text(page, "mode"));
    }

    private static String decision(JsonNode page) {
        return switch (text(page, "outcome")) {
            case "open" -> "goes to " + text(page, "why");
            case "unfit" -> "cannot be served: " + text(page, "why");
            default -> "waits %s: %s".formatted(wait(page), text(page, "why"));
        };
    }

    private static void row(Listing listing, JsonNode offer) {
        JsonNode rank = offer.path("rank");
        boolean unfit = text(offer, "state").equals("unfit");
        listing.row(
                rank.isNumber() ? rank.asText() : "-",
                text(offer, "offer"),
                unfit ? "" : worth(offer.path("price").asDouble()),
                unfit ? "never" : wait(offer),
                why(offer) + charges(offer));
    }

    private static String why(JsonNode offer) {
        String lead = text(offer, "state").equals("resting") ? "resting after a failure: " : "";
        return lead + text(offer, "why");
    }

    /** What the price is the sum of, where that is of several. */
    private static String charges(JsonNode offer) {
        List<String> charges = new ArrayList<>();
        for (JsonNode charge : offer.path("charges")) {
            double price = charge.path("price").asDouble();
            if (price > 0) {
                charges.add(text(charge, "limit") + " " + worth(price));
            }
        }
        return charges.isEmpty() ? "" : " (" + String.join(", ", charges) + ")";
    }

    /** In requests' worth. */
    static String worth(double price) {
        return price > 0 && price < 0.0005 ? "<0.001" : String.format(Locale.ROOT, "%.3f", price);
    }

    private static String wait(JsonNode page) {
        JsonNode seconds = page.path("wait_seconds");
        return seconds.isNumber()
                ? Amounts.wait(Duration.ofMillis(Math.round(seconds.asDouble() * 1_000)))
                : "for ever";
    }

    private static String text(JsonNode page, String field) {
        return page.path(field).asText();
    }
}
