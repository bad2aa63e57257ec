package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What can run out at a provider: today, before, and from a day that is known. */
final class ProviderLimits {
    private final JsonNode provider;
    private final Sheet sheet;
    private String sourceSaid = "";

    ProviderLimits(JsonNode provider, Sheet sheet) {
        this.provider = provider;
        this.sheet = sheet;
    }

    void say() {
        section("Limits today", mine(held("today")));
        section("Limits before", held("before"));
        section("Limits to come", held("later"));
    }

    private List<JsonNode> held(String when) {
        List<JsonNode> limits = new ArrayList<>();
        for (JsonNode limit : provider.path("limits")) {
            if (ProviderSheet.text(limit, "holds").equals(when)) {
                limits.add(limit);
            }
        }
        return limits;
    }

    /** With accounts here, theirs; what holds for other facts would only be in the way. */
    private List<JsonNode> mine(List<JsonNode> limits) {
        return provider.path("accounts").isEmpty()
                ? limits
                : limits.stream().filter(limit -> !limit.path("applies_to").isEmpty()).toList();
    }

    private void section(String heading, List<JsonNode> limits) {
        if (limits.isEmpty()) {
            return;
        }
        sheet.section(heading);
        sourceSaid = "";
        for (JsonNode limit : limits) {
            source(source(limit));
            sheet.say(
                    ProviderSheet.text(limit, "id")
                            + ": "
                            + ProviderSheet.text(limit, "words")
                            + where(limit));
        }
        source("");
    }

    /** Said once under all limits that have it in a row. */
    private void source(String next) {
        if (!next.equals(sourceSaid)) {
            sheet.aside(sourceSaid);
            sourceSaid = next;
        }
    }

    private String where(JsonNode limit) {
        return after("; where ", ProviderSheet.text(limit, "when"))
                + unlessAll("; models ", ProviderSheet.text(limit, "models"))
                + unlessAll("; tier ", ProviderSheet.text(limit, "tier"))
                + after("; ", days(limit))
                + applies(limit);
    }

    /** Who it is for, where it is not for all. */
    private String applies(JsonNode limit) {
        boolean some = limit.path("applies_to").size() < provider.path("accounts").size();
        return ProviderSheet.text(limit, "holds").equals("today") && some
                ? "; of " + ProviderSheet.joined(limit.path("applies_to"))
                : "";
    }

    static String days(JsonNode said) {
        String from = ProviderSheet.text(said, "from");
        String until = ProviderSheet.text(said, "until");
        return after("from ", from)
                + (from.isEmpty() || until.isEmpty() ? "" : " ")
                + after("until ", until);
    }

    static String source(JsonNode said) {
        return "%s: %s, read %s"
                .formatted(
                        ProviderSheet.text(said, "certainty"),
                        ProviderSheet.text(said, "source"),
                        ProviderSheet.text(said, "checked"));
    }

    static String after(String lead, String words) {
        return words.isEmpty() ? "" : lead + words;
    }

    private static String unlessAll(String lead, String glob) {
        return glob.equals("*") ? "" : after(lead, glob);
    }
}
