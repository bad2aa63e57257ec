package dev.freeway.api.terms;

import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Dimension;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words what terms say in types. */
public final class Words {
    private static final int DOLLAR_DIGITS = 6;
    private static final int THOUSANDTHS = 3;

    private Words() {}

    /** {@code 30 requests, refilled continuously within a minute, for each model}. */
    public static String of(Clause clause) {
        Limit limit = clause.limit();
        return "%s %s, %s"
                .formatted(
                        figure(limit.meter(), limit.counter().amount()),
                        shape(limit.counter()),
                        per(clause.per()));
    }

    /** An amount in its everyday unit: {@code 0.10 dollars}, {@code 10,000 neurons}. */
    public static String figure(Meter meter, long amount) {
        String unit = unit(meter);
        boolean one = amount == 1 && digits(meter) == 0;
        return amount(meter, amount) + " " + (one ? unit.substring(0, unit.length() - 1) : unit);
    }

    /** The number of it alone: {@code 0.10}, {@code 10,000}. */
    public static String amount(Meter meter, long amount) {
        return switch (digits(meter)) {
            case 0 -> number(amount, 0, "#,##0");
            case THOUSANDTHS -> number(amount, THOUSANDTHS, "#,##0.###");
            default -> number(amount, DOLLAR_DIGITS, "#,##0.00####");
        };
    }

    private static int digits(Meter meter) {
        return switch (meter) {
            case MICRO_DOLLARS -> DOLLAR_DIGITS;
            case MILLI_NEURONS, MILLI_CREDITS, AUDIO_MILLISECONDS -> THOUSANDTHS;
            case IN_FLIGHT,
                    REQUESTS,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS,
                    TOTAL_TOKENS,
                    UNCACHED_INPUT_TOKENS,
                    UNCACHED_TOKENS,
                    RUNS ->
                    0;
        };
    }

    /** What {@link #amount} counts: {@code dollars}, {@code uncached tokens}. */
    public static String unit(Meter meter) {
        return switch (meter) {
            case MICRO_DOLLARS -> "dollars";
            case MILLI_NEURONS -> "neurons";
            case MILLI_CREDITS -> "credits";
            case AUDIO_MILLISECONDS -> "seconds of audio";
            case IN_FLIGHT -> "requests";
            case REQUESTS,
                    INPUT_TOKENS,
                    OUTPUT_TOKENS,
                    TOTAL_TOKENS,
                    UNCACHED_INPUT_TOKENS,
                    UNCACHED_TOKENS,
                    RUNS ->
                    meter.id().replace('_', ' ');
        };
    }

    private static String number(long amount, int digits, String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(BigDecimal.valueOf(amount, digits));
    }

    /** How an amount is given: {@code in any minute}, {@code at a time}. */
    public static String shape(Counter counter) {
        return switch (counter) {
            case Window window -> window(window);
            case Bucket bucket -> bucket(bucket);
            case Pot _ -> "once and never again";
            case Slots _ -> "at a time";
            case Cap _ -> "a request";
            case Undisclosed(Counter prior) -> shape(prior) + " (assumed: not published)";
        };
    }

    private static String window(Window window) {
        return switch (window.anchor()) {
            case Anchor.Rolling() -> "in any " + period(window.period());
            case Anchor.FirstUse() -> "in " + length(window.period()) + " from first use";
            case Anchor.Calendar(CalendarUnit unit, var zone) ->
                    "a calendar %s (%s)".formatted(unit.name().toLowerCase(Locale.ROOT), zone);
        };
    }

    private static String bucket(Bucket bucket) {
        String refill =
                bucket.refill() == bucket.capacity()
                        ? "refilled continuously within "
                        : "refilled continuously by %s within ".formatted(refill(bucket));
        return refill + length(bucket.period());
    }

    private static String refill(Bucket bucket) {
        return number(bucket.refill(), 0, "#,##0");
    }

    private static String period(Duration period) {
        String length = length(period);
        return length.startsWith("a") ? length.substring(length.indexOf(' ') + 1) : length;
    }

    private static String length(Duration period) {
        if (period.equals(Duration.ofMinutes(1))) {
            return "a minute";
        }
        if (period.equals(Duration.ofHours(1))) {
            return "an hour";
        }
        if (period.equals(Duration.ofDays(1))) {
            return "a day";
        }
        if (Duration.ofDays(period.toDays()).equals(period)) {
            return period.toDays() + " days";
        }
        return Duration.ofHours(period.toHours()).equals(period)
                ? period.toHours() + " hours"
                : period.toSeconds() + " s";
    }

    /** What is counted apart. */
    public static String per(Dimension dimension) {
        return switch (dimension) {
            case ACCOUNT -> "for the whole account";
            case MODEL -> "for each model";
            case MODEL_GROUP -> "for each group of models";
            case TIER -> "for each tier of models";
        };
    }

    /** On what of the account it depends, dates apart; empty: on nothing. */
    public static String when(Condition condition) {
        return parts(condition)
                .filter(part -> !(part instanceof Condition.Dated))
                .map(Words::part)
                .collect(Collectors.joining(" and "));
    }

    /** The account fact under which it neither trains nor keeps; empty: there is none. */
    public static String unless(Privacy privacy) {
        boolean never = parts(privacy.unless()).anyMatch(Condition.NEVER::equals);
        return never ? "" : when(privacy.unless());
    }

    /** Between which days it can hold. */
    public static Condition.Dated days(Condition condition) {
        return parts(condition)
                .filter(Condition.Dated.class::isInstance)
                .map(Condition.Dated.class::cast)
                .reduce(new Condition.Dated(LocalDate.MIN, LocalDate.MAX), Words::both);
    }

    private static Condition.Dated both(Condition.Dated one, Condition.Dated other) {
        return new Condition.Dated(
                one.from().isAfter(other.from()) ? one.from() : other.from(),
                one.until().isBefore(other.until()) ? one.until() : other.until());
    }

    /** What must all hold for it to hold. */
    private static Stream<Condition> parts(Condition condition) {
        return condition instanceof Condition.All(List<Condition> all)
                ? all.stream().flatMap(Words::parts)
                : Stream.of(condition);
    }

    private static String part(Condition condition) {
        return switch (condition) {
            case Condition.Is(String fact, String value) -> fact + " is " + value;
            case Condition.AtLeast(String fact, long bound) -> fact + " is at least " + bound;
            case Condition.Once(String latch) -> latch + " has once held";
            case Condition.Dated(var from, var until) -> "from " + from + " until " + until;
            case Condition.Not(Condition.AtLeast(String fact, long bound)) ->
                    fact + " is below " + bound;
            case Condition.Not(Condition.Is(String fact, String value)) ->
                    fact + " is not " + value;
            case Condition.Not(Condition negated) ->
                    negated.equals(Condition.ALWAYS) ? "never" : "not (" + part(negated) + ")";
            case Condition.All all -> when(all);
        };
    }
}
