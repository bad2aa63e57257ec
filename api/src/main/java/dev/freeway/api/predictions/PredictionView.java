package dev.freeway.api.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.Predictions.Made;
import dev.freeway.relay.Predictions.Sight;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Predictions as their members see them: the provider's, with ids and addresses that lead here.
 *
 * @param origin of this gateway, as the client knows it: {@code http://host:port}
 */
public record PredictionView(String origin) {
    /** Where predictions are. */
    public static final String PATH = "/v1/predictions";

    private static final Set<String> OVER = Set.of("succeeded", "failed", "canceled", "aborted");

    /** Its provider's own page of it. */
    public ObjectNode of(Made made, JsonNode theirs) {
        ObjectNode page = theirs.deepCopy();
        page.put("id", made.id());
        page.set("urls", urls(made, theirs.path("urls").has("stream")));
        return page;
    }

    /**
     * What is known of it without its provider.
     *
     * @param removed whether what went in and came out is gone for good
     */
    public ObjectNode remembered(Made made, boolean removed) {
        ObjectNode page = Json.object().put("id", made.id()).put("model", made.maker().model());
        page.put("version", made.maker().version()).put("source", "api");
        page.put("status", made.sight().status()).put("created_at", made.at().toString());
        page.putNull("started_at");
        page.put("completed_at", made.sight().endedAt().map(Instant::toString).orElse(null));
        page.put("data_removed", removed);
        page.putObject("input");
        page.put("logs", "").putNull("output").putNull("error");
        page.putObject("metrics");
        page.set("urls", urls(made, false));
        return page;
    }

    private ObjectNode urls(Made made, boolean streams) {
        String page = origin + PATH + "/" + made.id();
        ObjectNode urls = Json.object().put("get", page).put("cancel", page + "/cancel");
        return streams ? urls.put("stream", page + "/stream?key=" + made.key()) : urls;
    }

    /** How its provider shows it. */
    public static Sight sight(JsonNode theirs, Instant now) {
        String status = theirs.path("status").asText("");
        return new Sight(
                status,
                OVER.contains(status)
                        ? Optional.of(time(theirs.path("completed_at"), now))
                        : Optional.empty());
    }

    private static Instant time(JsonNode text, Instant otherwise) {
        try {
            return text.isTextual() ? Instant.parse(text.asText()) : otherwise;
        } catch (DateTimeParseException _) {
            return otherwise;
        }
    }
}
