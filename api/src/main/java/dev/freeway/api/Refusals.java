package dev.freeway.api;

import dev.freeway.api.terms.Words;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.routing.Candidate;
import dev.freeway.relay.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in OpenAI's words why a request was not served: what, how much, whose, when. */
final class Refusals {
    private static final long RETRY_AFTER_MAX = 60;
    private static final int LISTED_MAX = 5;
    private static final String SHORTER =
            "A shorter recording, or one in WAV, MP3, FLAC, Ogg or M4A, which say how long they"
                    + " are,";

    /** Nothing of it is read, so that what is in hand stays within its bound. */
    static final Problem MANY_RECORDINGS =
            Problem.of(
                            503,
                            "server_error",
                            "too_many_recordings",
                            "As many recordings are under way as are taken at once. Try again"
                                    + " soon.")
                    .with("retry-after", "5");

    private Refusals() {}

    static Problem of(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Passed() -> throw new IllegalStateException("passed is no refusal");
            case Outcome.UnknownModel(String model, List<String> alike) ->
                    unknownModel(model, alike);
            case Outcome.Unfit(String model, List<String> reasons) ->
                    Problem.of(
                            400,
                            Problem.INVALID,
                            "unsupported",
                            "No offer of '%s' can serve this request: %s"
                                    .formatted(model, String.join("; ", reasons)));
            case Outcome.Spent spent -> spent(spent, now);
            case Outcome.Kept(Candidate cheapest, Instant earliest) ->
                    kept(cheapest, earliest, now);
            case Outcome.Failed(Fault fault, int tries) -> failed(fault, tries, now);
        };
    }

    private static Problem kept(Candidate cheapest, Instant earliest, Instant now) {
        String message =
                "%s fits, but what this request takes of it is worth %.1f times a request to those still to come, and it was asked to make it last. It may fit in %s; X-Freeway-Mode: serve-now takes it at once."
                        .formatted(
                                cheapest.offer().id(), cheapest.price(), Waits.text(now, earliest));
        return Problem.of(429, "rate_limit_error", "kept_for_later", message)
                .with("retry-after", Long.toString(Waits.seconds(now, earliest)));
    }

    static Problem unknownModel(String model, List<String> alike) {
        String hint = alike.isEmpty() ? "" : " Did you mean " + String.join(" or ", alike) + "?";
        return new Problem(
                404,
                Problem.INVALID,
                "model_not_found",
                "The model '%s' is not here.%s GET /v1/models lists all.".formatted(model, hint),
                "model",
                Map.of(),
                Map.of());
    }

    private static Problem spent(Outcome.Spent spent, Instant now) {
        if (spent.lacks().isEmpty()) {
            return Problem.of(429, "rate_limit_error", "no_offer", "No offer may be asked now.")
                    .with("retry-after", "1");
        }
        Decision.Lacks first = deciding(spent);
        return switch (disclosed(first.draw().limit().counter())) {
            case Cap cap -> tooLarge(first, cap);
            case Pot _ -> lacking(402, "insufficient_quota", spent, first, now);
            case Counter _ when isMoney(first) ->
                    lacking(402, "insufficient_quota", spent, first, now);
            default ->
                    first.fitsAt().equals(Instant.MAX)
                            ? tooMuch(first)
                            : lacking(429, "rate_limit_exceeded", spent, first, now);
        };
    }

    /** Money that we granted is asked for as such; a provider's is only one more limit of it. */
    private static boolean isMoney(Decision.Lacks lack) {
        return lack.draw().limit().meter() == Meter.MICRO_DOLLARS
                && lack.draw().key().provider().equals(CounterKey.GRANTED);
    }

    /** Of all that is lacking, what is waited for. */
    static Decision.Lacks deciding(Outcome.Spent spent) {
        return spent.lacks().stream()
                .filter(lack -> lack.fitsAt().equals(spent.earliest()))
                .findFirst()
                .orElse(spent.lacks().getFirst());
    }

    private static Counter disclosed(Counter counter) {
        return counter instanceof Undisclosed(Counter prior) ? prior : counter;
    }

    private static Problem tooLarge(Decision.Lacks lack, Cap cap) {
        return new Problem(
                413,
                Problem.INVALID,
                "tokens_limit_reached",
                "This request takes up to %s %s, and %s allows %s."
                        .formatted(
                                amount(lack, lack.draw().amount()),
                                unit(lack),
                                scope(lack),
                                amount(lack, cap.amount())),
                "",
                Map.of(
                        "limit", lack.draw().key().limit(),
                        "scope", scope(lack),
                        "needed", Long.toString(lack.draw().amount())),
                Map.of());
    }

    private static Problem tooMuch(Decision.Lacks lack) {
        boolean heard = lack.draw().estimate().media().audioMillis() > 0;
        return Problem.of(
                413,
                Problem.INVALID,
                heard ? "recording_too_long" : "tokens_limit_reached",
                "This request may take %s %s, more than %s ever gives at once (%s). %s would help."
                        .formatted(
                                amount(lack, lack.draw().amount()),
                                unit(lack),
                                scope(lack),
                                amount(lack, lack.draw().limit().counter().amount()),
                                heard ? SHORTER : "A smaller max_tokens or prompt"));
    }

    private static Problem lacking(
            int status, String code, Outcome.Spent spent, Decision.Lacks first, Instant now) {
        Instant at = spent.earliest();
        Map<String, String> more = new LinkedHashMap<>();
        more.put("limit", first.draw().key().limit());
        more.put("scope", scope(first));
        more.put("left", Long.toString(first.room()));
        more.put("needed", Long.toString(first.draw().amount()));
        if (!at.equals(Instant.MAX)) {
            more.put("resets_at", Waits.time(at));
        }
        return new Problem(
                status,
                status == 402 ? "insufficient_quota" : "rate_limit_error",
                code,
                message(spent, first, now),
                "",
                more,
                headers(at, now, first));
    }

    private static String message(Outcome.Spent spent, Decision.Lacks first, Instant now) {
        String lacks =
                spent.lacks().stream()
                        .map(Refusals::lack)
                        .distinct()
                        .limit(LISTED_MAX)
                        .collect(Collectors.joining("; "));
        String when =
                spent.earliest().equals(Instant.MAX)
                        ? "it does not come back."
                        : "it fits in %s.".formatted(Waits.text(now, spent.earliest()));
        boolean granted = first.draw().key().provider().equals(CounterKey.GRANTED);
        String help =
                granted
                        ? "Your plan sets this limit."
                        : "Another model, or an account at another provider, would help.";
        return lacks + "; " + when + " " + help;
    }

    private static String lack(Decision.Lacks lack) {
        return "%s has %s of %s %s left and this request may take %s"
                .formatted(
                        scope(lack),
                        amount(lack, lack.room()),
                        amount(lack, lack.draw().limit().counter().amount()),
                        unit(lack),
                        amount(lack, lack.draw().amount()));
    }

    private static Map<String, String> headers(Instant at, Instant now, Decision.Lacks first) {
        Map<String, String> headers = retry(at, now);
        if (first.draw().limit().meter() == Meter.REQUESTS) {
            headers.put(
                    "x-ratelimit-limit-requests",
                    Long.toString(first.draw().limit().counter().amount()));
            headers.put("x-ratelimit-remaining-requests", Long.toString(first.room()));
            if (!at.equals(Instant.MAX)) {
                headers.put("x-ratelimit-reset-requests", Waits.seconds(now, at) + "s");
            }
        }
        return headers;
    }

    /** Clients sleep as long as they are told to, so they are told a minute at most. */
    private static Map<String, String> retry(Instant at, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        long seconds = Waits.seconds(now, at);
        headers.put("retry-after", Long.toString(Math.min(RETRY_AFTER_MAX, seconds)));
        headers.put("x-should-retry", Boolean.toString(seconds <= RETRY_AFTER_MAX));
        if (!at.equals(Instant.MAX)) {
            headers.put("x-freeway-resets-at", Waits.time(at));
        }
        return headers;
    }

    private static String scope(Decision.Lacks lack) {
        CounterKey key = lack.draw().key();
        String whose =
                key.provider().equals(CounterKey.GRANTED)
                        ? "the plan of " + key.account()
                        : key.provider() + " (account " + key.account() + ")";
        String subject = key.subject().equals(CounterKey.SHARED) ? "" : " for " + key.subject();
        return key.limit() + " of " + whose + subject;
    }

    private static String unit(Decision.Lacks lack) {
        return Words.unit(lack.draw().limit().meter());
    }

    private static String amount(Decision.Lacks lack, long amount) {
        return Words.amount(lack.draw().limit().meter(), amount);
    }

    private static Problem failed(Fault fault, int tries, Instant now) {
        String asked = tries == 1 ? "The provider" : "Each of " + tries + " providers asked";
        return switch (fault) {
            case Fault.Rejected(int status, String detail, String code) ->
                    Problem.of(status, Problem.INVALID, code, detail);
            case Fault.RateLimited(String detail, Instant at) -> busy(detail, at, now);
            case Fault.AllowanceSpent(String detail, Instant at) -> busy(detail, at, now);
            case Fault.TooLarge(String detail) ->
                    Problem.of(413, Problem.INVALID, "context_length_exceeded", detail);
            case Fault.Unfit(String detail) ->
                    Problem.of(400, Problem.INVALID, "unsupported_value", detail);
            case Fault.TimedOut(String detail) ->
                    Problem.of(504, "server_error", "upstream_timeout", asked + " was " + detail);
            case Fault.PaymentRequired _, Fault.BadCredentials _ ->
                    bad("The operator's account was turned away: " + fault.detail());
            case Fault.UnknownModel _, Fault.Retired _ ->
                    bad("The provider no longer serves this: " + fault.detail());
            case Fault.Overloaded _, Fault.Broken _, Fault.Unreachable _ ->
                    bad(asked + " failed: " + fault.detail());
            case Fault.Unsuccessful _, Fault.CutShort _ ->
                    bad(asked + " failed: " + fault.detail());
        };
    }

    private static Problem bad(String message) {
        return Problem.of(502, "server_error", "upstream_failed", message);
    }

    private static Problem busy(String detail, Instant at, Instant now) {
        String when =
                at.equals(Instant.MAX)
                        ? "Nobody knows when it may be asked again."
                        : "It may be asked again in %s.".formatted(Waits.text(now, at));
        return new Problem(
                429,
                "rate_limit_error",
                "rate_limit_exceeded",
                "The provider refused: %s%s %s"
                        .formatted(detail, detail.endsWith(".") ? "" : ".", when),
                "",
                Map.of(),
                retry(at, now));
    }
}
