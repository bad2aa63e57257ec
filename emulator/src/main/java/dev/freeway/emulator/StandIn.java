package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is one provider's own: models, limits, words. Called under its lock. */
interface StandIn {
    String id();

    List<String> models();

    /** Those it has at {@code now}. */
    default List<String> models(Instant now) {
        return models();
    }

    /** Whether a request may name {@code model}. */
    default boolean knows(String model, Instant now) {
        return models(now).contains(model);
    }

    /** How a refusal reads on the wire that {@code path} belongs to. */
    default JsonNode refusalAt(String path, JsonNode body) {
        return body;
    }

    /** What everybody is told instead of an answer, once the service is closed. */
    default Optional<Refusal> closed(Instant now) {
        return Optional.empty();
    }

    /** A key that opens pages of the whole organisation, and nothing else. */
    default Optional<String> managementKey() {
        return Optional.empty();
    }

    /** The ways in which it can be asked. */
    default List<Wire> wires() {
        return List.of(OpenAiWire.WHOLE);
    }

    /** The key that a request brings, if any. */
    default Optional<String> credential(HttpServerRequest http) {
        return Optional.ofNullable(http.getHeader("authorization"))
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()));
    }

    /** Whether a page is shown to whoever brings no key. */
    default boolean openToAll(String path) {
        return false;
    }

    /** What is posted without asking for an answer: counting tokens, for one. */
    default Optional<Notice> aside(Incoming call, EmulatedAccount account, Instant now) {
        return Optional.empty();
    }

    /** The most tokens of an answer when the request sets no bound. */
    int outputTokensMax();

    /** The same for that account and model. */
    default int outputTokensMax(EmulatedAccount account, String model) {
        return outputTokensMax();
    }

    /** Output tokens a second, and how long it thinks first, in milliseconds. */
    int tokensPerSecond();

    int thinksMillis();

    Refusal unauthorized();

    /** As {@link #unauthorized()}, where it matters whether a key was brought at all. */
    default Refusal unauthorized(Optional<String> key) {
        return unauthorized();
    }

    Refusal unknownModel(String model);

    /** How it says 429 for no reason of quota. */
    Refusal busy();

    ObjectNode error(int status, String message);

    /** Counts a request, or refuses it and counts nothing. */
    Optional<Refusal> admit(Visit visit);

    /** The answer is over; {@code output} tokens were written. */
    default void ended(Visit visit, int output, Instant now) {}

    default Map<String, String> headers(Visit visit) {
        return Map.of();
    }

    /** As {@link #headers(Visit)}, where they name the answer. */
    default Map<String, String> headers(Visit visit, String answerId) {
        return headers(visit);
    }

    /** The id of its {@code n}th answer. */
    default String answerId(long n) {
        return id() + "-" + n;
    }

    /** What its usage says beside tokens. */
    default ObjectNode usageMore(Visit visit, int output) {
        return Json.object();
    }

    /** Whether streams tell usage although nobody asked. */
    default boolean usageAlways() {
        return false;
    }

    /** What is said at once where the answer itself has to be fetched later. */
    default Optional<Notice> later(Visit visit, String answerId, Supplier<JsonNode> answer) {
        return Optional.empty();
    }

    /** What a stream begins with, as SSE comment lines. */
    default String opening() {
        return "";
    }

    /** Where usage stands: in the finish chunk, or in one of its own. */
    default boolean usageInFinishChunk() {
        return false;
    }

    /** What this request costs in micro-dollars. */
    default long bill(Visit visit, int output) {
        return 0;
    }

    /** A page beside the answers, with its status. */
    default Notice page(Look look) {
        return page(look.path(), look.account(), look.at())
                .map(page -> Notice.of(200, page))
                .orElseGet(() -> Notice.of(404, error(404, "there is no " + look.path())));
    }

    /** A page beside the answers: models, key, warm-up. */
    default Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        return path.endsWith("/models") ? Optional.of(modelList(now)) : Optional.empty();
    }

    default JsonNode modelList(Instant now) {
        ObjectNode list = Json.object().put("object", "list");
        var data = list.putArray("data");
        for (String model : models(now)) {
            data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", id());
        }
        return list;
    }

    /** Every count there is, by the account and model it is of. */
    Collection<Counted> counts();

    /** A count and what it is of. */
    record Counted(String account, String model, Count count) {}
}
