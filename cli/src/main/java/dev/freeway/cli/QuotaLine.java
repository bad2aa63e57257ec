package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where one limit stands, as the gateway tells it. */
record QuotaLine(JsonNode told) {
    private static final List<String> FIELDS =
            List.of(
                    "provider",
                    "account",
                    "model",
                    "limit",
                    "meter",
                    "amount",
                    "used",
                    "held",
                    "left",
                    "resets_at");
    private static final String GRANTED = "freeway";

    /** Whose limits these are: {@code provider / account}. */
    String owner() {
        return text("provider") + " / " + text("account");
    }

    /** Whether it is a limit of ours on a member, not a provider's on us. */
    boolean granted() {
        return told.path("provider").asText().equals(GRANTED);
    }

    boolean grantedTo(String member) {
        return granted() && told.path("account").asText().equals(member);
    }

    String model() {
        String model = text("model");
        return model.equals("*") || model.isEmpty() ? "all models" : model;
    }

    boolean ofAllModels() {
        return model().equals("all models");
    }

    String limit() {
        return text("limit");
    }

    String meter() {
        return text("meter");
    }

    long amount() {
        return number("amount");
    }

    long used() {
        return number("used");
    }

    long held() {
        return number("held");
    }

    long left() {
        return number("left");
    }

    boolean touched() {
        return used() > 0 || held() > 0;
    }

    /** Whether it comes back by itself as soon as what holds it ends. */
    boolean concurrent() {
        return meter().equals("in_flight");
    }

    Optional<Instant> resetsAt() {
        return Optional.of(told.path("resets_at"))
                .filter(JsonNode::isTextual)
                .map(at -> Instant.parse(at.asText()));
    }

    /** Exactly the fields we promise, in their order. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        FIELDS.forEach(field ->
                json.set(field, told.path(field).isMissingNode() ? null : told.get(field)));
        return json;
    }

    private String text(String field) {
        return Paint.printable(told.path(field).asText());
    }

    private long number(String field) {
        return told.path(field).asLong();
    }
}
