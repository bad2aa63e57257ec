package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where a provider has said something else of a limit than its terms or our books. */
final class QuotaNotes {
    private QuotaNotes() {}

    /** A line for each such word, of one limit of {@code /api/quota}. */
    static List<String> of(JsonNode limit) {
        List<String> notes = new ArrayList<>();
        JsonNode learned = limit.path("learned");
        JsonNode told = limit.path("told");
        if (learned.isObject()) {
            notes.add(note(limit, "learned to be " + learned.path("amount").asText(), learned));
        }
        long elsewhere = told.path("ours").asLong() - told.path("left").asLong();
        if (elsewhere > 0) {
            notes.add(note(limit, elsewhere + " spent elsewhere", told));
        }
        return notes;
    }

    private static String note(JsonNode limit, String what, JsonNode by) {
        String model = limit.path("model").asText();
        String line =
                "%s%s %s: %s (%s)"
                        .formatted(
                                limit.path("provider").asText(),
                                model.equals("*") ? "" : " " + model,
                                limit.path("limit").asText(),
                                what,
                                by.path("evidence").asText());
        return line.replaceAll("\\s+", " ");
    }
}
