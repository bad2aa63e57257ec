package dev.freeway.core.fault;

import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Every way a provider can fail, in our words. */
public sealed interface Fault {
    /** What happened, in a clause fit for a client's eyes. */
    String detail();

    /** The kind, as it stands in records: {@code rate_limited}. */
    default String kind() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** Too fast: a short window is full. The provider counted nothing. */
    record RateLimited(String detail, Instant retryAt) implements Fault {}

    /** A day, month or pot is spent. The provider counted nothing. */
    record AllowanceSpent(String detail, Instant retryAt) implements Fault {}

    /** It wants money, a card or a phone number first. */
    record PaymentRequired(String detail) implements Fault {}

    /** Busy for reasons that are not ours. */
    record Overloaded(String detail) implements Fault {}

    /** It understood and refused the request; others would too. */
    record Rejected(int status, String detail, String code) implements Fault {}

    /** Too long for this offer; another may take it. */
    record TooLarge(String detail) implements Fault {}

    /** This offer has no words for a wish in the request; another may. Nothing was sent. */
    record Unfit(String detail) implements Fault {}

    /** Our key is wrong or lacks a permission. */
    record BadCredentials(String detail) implements Fault {}

    /** It no longer has, or never had, that model. */
    record UnknownModel(String detail) implements Fault {}

    /** The service has ended. */
    record Retired(String detail) implements Fault {}

    /** It answered with an error of its own, or with something that is no answer. */
    record Broken(String detail) implements Fault {}

    /** It tried and failed: the request was counted, but it charges nothing and counts no run. */
    record Unsuccessful(String detail) implements Fault {}

    /** No connection: nothing was sent. */
    record Unreachable(String detail) implements Fault {}

    /** No answer in time. It may have counted the request. */
    record TimedOut(String detail) implements Fault {}

    /** The answer stopped before its end. */
    record CutShort(String detail) implements Fault {}

    /** The same, said in other words. */
    default Fault worded(UnaryOperator<String> words) {
        String said = words.apply(detail());
        return switch (this) {
            case RateLimited(String _, Instant at) -> new RateLimited(said, at);
            case AllowanceSpent(String _, Instant at) -> new AllowanceSpent(said, at);
            case PaymentRequired _ -> new PaymentRequired(said);
            case Overloaded _ -> new Overloaded(said);
            case Rejected(int status, String _, String code) ->
                    new Rejected(status, said, words.apply(code));
            case TooLarge _ -> new TooLarge(said);
            case Unfit _ -> new Unfit(said);
            case BadCredentials _ -> new BadCredentials(said);
            case UnknownModel _ -> new UnknownModel(said);
            case Retired _ -> new Retired(said);
            case Broken _ -> new Broken(said);
            case Unsuccessful _ -> new Unsuccessful(said);
            case Unreachable _ -> new Unreachable(said);
            case TimedOut _ -> new TimedOut(said);
            case CutShort _ -> new CutShort(said);
        };
    }

    /** Whether the provider may have counted the request although it failed. */
    default boolean mayBeCounted() {
        return switch (this) {
            case RateLimited _, AllowanceSpent _, PaymentRequired _, Rejected _, TooLarge _ ->
                    false;
            case Unfit _, BadCredentials _, UnknownModel _, Retired _, Unreachable _ -> false;
            case Unsuccessful _, Overloaded _, Broken _, TimedOut _, CutShort _ -> true;
        };
    }

    /** Whether a provider that counts runs counts this one, and charges what it took. */
    default boolean ran() {
        return !(this instanceof Unsuccessful);
    }

    /** Whether another offer may do better. */
    default boolean worthAnother() {
        return !(this instanceof Rejected);
    }
}
