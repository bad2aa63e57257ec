package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where an answer ends because it was told to stop. */
final class Stops {
    private Stops() {}

    /** The pieces before the first of {@code stop}: a text, or several. */
    static List<String> before(List<String> pieces, JsonNode stop) {
        String text = String.join("", pieces);
        int end = first(text, stop);
        for (JsonNode one : stop) {
            end = Math.min(end, first(text, one));
        }
        List<String> kept = new ArrayList<>();
        int at = 0;
        for (String piece : pieces) {
            String part = piece.substring(0, Math.clamp(end - at, 0, piece.length()));
            at += piece.length();
            if (!part.isBlank()) {
                kept.add(part);
            }
        }
        return kept;
    }

    private static int first(String text, JsonNode stop) {
        int found = stop.asText("").isEmpty() ? -1 : text.indexOf(stop.asText());
        return found < 0 ? text.length() : found;
    }
}
