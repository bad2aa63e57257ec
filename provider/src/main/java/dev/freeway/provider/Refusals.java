package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.wire.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what a provider's refusal means: by its words where they are plainer than the status. */
final class Refusals {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration UNSAID = Duration.ofSeconds(30);

    private Refusals() {}

    /** What an answer with another status than 200 means. */
    static Fault read(HttpClientResponse response, Buffer body, Instant now) {
        return read(response.statusCode(), response.headers(), body.getBytes(), now);
    }

    static Fault read(int status, MultiMap headers, byte[] body, Instant now) {
        Told told = Told.of(Json.parse(body)).or("no reason given");
        return new Refused(status, headers, told, now).fault();
    }

    /** What an error inside an answer with status 200 means. */
    static Fault read(JsonNode error, Instant now) {
        Told told = Told.of(Optional.of(error)).or("no reason given");
        int status = told.code().matches("[45]\\d\\d") ? Integer.parseInt(told.code()) : 502;
        return new Refused(status, MultiMap.caseInsensitiveMultiMap(), told, now).fault();
    }

    /** Words by which a refusal is of a kind, whatever its status. */
    private enum Words {
        MODEL_UNKNOWN(
                "model_not_found|unknown_model|no_endpoints|free_variant_ended|model_not_supported"
                        + "|no_access|^(5007|3042|5018|5016|3041)\\b"),
        TOO_LONG(
                "context_length_exceeded|tokens_limit_reached|too large|reduce the length"
                        + "|maximum context|^3006\\b"),
        BUSY("queue_exceeded|^3040\\b"),
        SPENT("^(4006|3036)\\b|depleted your monthly|quota_for_entity_exceeded"),
        A_DAY("per[- ]day|perday|byday|daily|86400s|per month|monthly"),
        PAY(
                "insufficient_quota|insufficient_funds|customer_verification_required"
                        + "|limit: 0\\b|free tier users do not have access"),
        BAD_KEY("api_key_invalid|^(10000|3023)\\b"),
        TOO_FAST("rate_limit_exceeded|rate limit");

        private final Pattern pattern;

        Words(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        boolean in(Told told) {
            return pattern.matcher(told.words()).find();
        }
    }

    private record Refused(int status, MultiMap headers, Told told, Instant now) {
        Fault fault() {
            String detail = told.message();
            if (status == 413 || (status < 500 && Words.TOO_LONG.in(told) && status != 429)) {
                return new Fault.TooLarge(detail);
            }
            if (Words.BUSY.in(told)) {
                return new Fault.Overloaded(detail);
            }
            if (Words.SPENT.in(told)) {
                return spent();
            }
            if (Words.PAY.in(told)) {
                return new Fault.PaymentRequired(detail);
            }
            if (Words.BAD_KEY.in(told)) {
                return new Fault.BadCredentials(detail);
            }
            return Words.MODEL_UNKNOWN.in(told) ? new Fault.UnknownModel(detail) : byStatus();
        }

        private Fault byStatus() {
            String detail = told.message();
            return switch (status) {
                case 429 -> tooMany();
                case 402, 412 -> new Fault.PaymentRequired(detail);
                case 401, 403 ->
                        headers.contains("sunset")
                                ? new Fault.Retired(detail)
                                : new Fault.BadCredentials(detail);
                case 404 -> new Fault.UnknownModel(detail);
                case 408, 504 -> new Fault.TimedOut(detail);
                case 410 -> new Fault.Retired(detail);
                case 503, 529 -> new Fault.Overloaded(detail);
                default -> other();
            };
        }

        private Fault other() {
            String detail = told.message();
            if (status >= 400 && status < 500) {
                return new Fault.Rejected(status, detail, told.code());
            }
            return Words.TOO_FAST.in(told)
                    ? tooMany()
                    : new Fault.Broken("status " + status + ": " + detail);
        }

        private Fault tooMany() {
            if (Words.A_DAY.in(told)) {
                return spent();
            }
            Instant at = new Waits(headers, told, now).at().orElse(now.plus(UNSAID));
            return at.isAfter(now.plus(LONG))
                    ? new Fault.AllowanceSpent(told.message(), at)
                    : new Fault.RateLimited(told.message(), at);
        }

        /** Where it does not say for how long, it is asked again on another day. */
        private Fault spent() {
            Waits waits = new Waits(headers, told, now);
            return new Fault.AllowanceSpent(told.message(), waits.at().orElseGet(waits::nextDay));
        }
    }
}
