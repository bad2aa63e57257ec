package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.wire.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a provider's refusal in whatever shape it comes: OpenAI's {@code {"error":{}}}, a flat
 * object, an array around it, a bare string, problem+json or HTML.
 */
final class Refusals {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration UNSAID = Duration.ofSeconds(30);
    private static final int DETAIL_MAX = 300;
    private static final Pattern OF_A_DAY =
            Pattern.compile("per[- ]day|perday|byday|daily|86400s|per month|monthly");
    private static final Pattern MODEL_UNKNOWN =
            Pattern.compile("model_not_found|unknown_model|no_endpoints|free_variant_ended");
    private static final Pattern TOO_LONG =
            Pattern.compile("context_length_exceeded|tokens_limit_reached|too large");

    private Refusals() {}

    /** What an answer with another status than 200 means. */
    static Fault read(HttpClientResponse response, Buffer body, Instant now) {
        Told told = told(Json.parse(body.getBytes()));
        String detail =
                told.message().isEmpty() ? "status " + response.statusCode() : told.message();
        return of(response.statusCode(), new Told(detail, told.code()), response.headers(), now);
    }

    /** What an error inside an answer with status 200 means. */
    static Fault read(JsonNode error, Instant now) {
        Told told = told(Optional.of(error));
        int status = told.code().matches("[45]\\d\\d") ? Integer.parseInt(told.code()) : 502;
        return of(status, told, MultiMap.caseInsensitiveMultiMap(), now);
    }

    private static Fault of(int status, Told told, MultiMap headers, Instant now) {
        String detail = told.message();
        String words = (told.code() + " " + detail).toLowerCase(Locale.ROOT);
        if (MODEL_UNKNOWN.matcher(words).find()) {
            return new Fault.UnknownModel(detail);
        }
        if (status == 413 || (status == 400 && TOO_LONG.matcher(words).find())) {
            return new Fault.TooLarge(detail);
        }
        return switch (status) {
            case 429 -> tooMany(detail, words, headers, now);
            case 402, 412 -> new Fault.PaymentRequired(detail);
            case 401, 403 ->
                    headers.contains("sunset")
                            ? new Fault.Retired(detail)
                            : new Fault.BadCredentials(detail);
            case 404 -> new Fault.UnknownModel(detail);
            case 410 -> new Fault.Retired(detail);
            case 503, 529 -> new Fault.Overloaded(detail);
            default ->
                    status >= 400 && status < 500 && status != 408
                            ? new Fault.Rejected(status, detail, told.code())
                            : new Fault.Broken("status " + status + ": " + detail);
        };
    }

    private static Fault tooMany(String detail, String words, MultiMap headers, Instant now) {
        Instant retryAt = retryAt(headers, now).orElse(now.plus(UNSAID));
        boolean spent = OF_A_DAY.matcher(words).find() || retryAt.isAfter(now.plus(LONG));
        return spent
                ? new Fault.AllowanceSpent(detail, retryAt)
                : new Fault.RateLimited(detail, retryAt);
    }

    private static Optional<Instant> retryAt(MultiMap headers, Instant now) {
        return Stream.of("x-ratelimit-timeremaining", "retry-after", "x-ratelimit-reset")
                .map(headers::get)
                .filter(value -> value != null && value.matches("\\d{1,15}(\\.\\d+)?"))
                .map(Double::parseDouble)
                .findFirst()
                .map(value -> instant(value, now));
    }

    /** Seconds from now, or since 1970, or milliseconds since then: told apart by their size. */
    private static Instant instant(double value, Instant now) {
        if (value > 1e11) {
            return Instant.ofEpochMilli((long) value);
        }
        return value > 1e9
                ? Instant.ofEpochSecond((long) value)
                : now.plusMillis((long) (value * 1_000));
    }

    /** What the provider said: in words, and by code. */
    private record Told(String message, String code) {}

    private static Told told(Optional<JsonNode> body) {
        if (body.isEmpty()) {
            return new Told("", "");
        }
        JsonNode said = body.get().isArray() ? body.get().path(0) : body.get();
        JsonNode errors = said.path("errors").path(0);
        JsonNode error = said.has("error") ? said.path("error") : errors;
        JsonNode inner = error.isObject() ? error : said;
        String message =
                error.isTextual()
                        ? error.asText()
                        : first(inner, "message", "detail", "title").orElse("");
        String code = first(inner, "code", "type", "status").orElse("");
        return new Told(
                message.length() > DETAIL_MAX ? message.substring(0, DETAIL_MAX) : message, code);
    }

    private static Optional<String> first(JsonNode node, String... names) {
        return Stream.of(names)
                .map(node::path)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank() && !text.equals("null"))
                .findFirst();
    }
}
