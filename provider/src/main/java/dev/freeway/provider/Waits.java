package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** When a provider that refused may be asked again, from wherever it says so. */
record Waits(MultiMap headers, Told told, Instant now) {
    /** Longer than any window but a month; what claims more is not believed. */
    private static final Duration MOST = Duration.ofDays(32);

    private static final List<String> HEADERS = List.of("x-ratelimit-timeremaining", "retry-after");
    private static final Pattern IN_WORDS =
            Pattern.compile(
                    "(?:try again in|retry in|please wait|resets in)"
                            + " ~?((?:\\d{1,15}(?:\\.\\d{1,12})?(?:ms|[hms])?){1,4})");
    private static final Pattern STRUCTURED = Pattern.compile(";\\s*t=(\\d{1,9})");
    private static final String GOOGLES_DAY = "perdayperproject";
    private static final ZoneId GOOGLES_ZONE = ZoneId.of("America/Los_Angeles");

    /**
     * When, if it says. Of Google's days it is known (Gemini API, rate limits: they end at midnight
     * Pacific time), and what it says beside is not: it has been seen to give seconds for hours.
     */
    Optional<Instant> at() {
        if (told.words().contains(GOOGLES_DAY)) {
            return Optional.of(midnight(GOOGLES_ZONE));
        }
        return Stream.<Supplier<Optional<Instant>>>of(
                        this::milliseconds,
                        () -> first(HEADERS, headers::get),
                        this::inBody,
                        this::inWords,
                        () -> first(List.of("x-ratelimit-reset"), headers::get),
                        this::structured)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .filter(at -> at.isBefore(now.plus(MOST)))
                .findFirst();
    }

    /** When a day's allowance comes back, of a provider that does not say. */
    Instant nextDay() {
        return midnight(ZoneOffset.UTC);
    }

    private Instant midnight(ZoneId zone) {
        return LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
    }

    private Optional<Instant> milliseconds() {
        return Optional.ofNullable(headers.get("retry-after-ms"))
                .filter(value -> value.strip().matches("\\d{1,12}(\\.\\d{1,6})?"))
                .map(value -> now.plus(Spans.seconds(Double.parseDouble(value.strip()) / 1_000)));
    }

    private Optional<Instant> first(
            List<String> names, java.util.function.Function<String, String> values) {
        return names.stream()
                .map(values)
                .filter(java.util.Objects::nonNull)
                .flatMap(value -> Spans.moment(value, now).stream())
                .findFirst();
    }

    /** Google's {@code retryDelay}, Replicate's {@code retry_after}, headers OpenRouter repeats. */
    private Optional<Instant> inBody() {
        return Stream.of("retryDelay", "retry_after", "X-RateLimit-Reset")
                .map(told.body()::findValue)
                .filter(java.util.Objects::nonNull)
                .map(JsonNode::asText)
                .flatMap(value -> Spans.moment(value, now).stream())
                .findFirst();
    }

    private Optional<Instant> inWords() {
        Matcher words = IN_WORDS.matcher(told.words());
        return words.find() ? Spans.moment(words.group(1), now) : Optional.empty();
    }

    /** The IETF draft's {@code RateLimit: "api";r=0;t=55}. */
    private Optional<Instant> structured() {
        Matcher left = STRUCTURED.matcher(Optional.ofNullable(headers.get("ratelimit")).orElse(""));
        return left.find()
                ? Optional.of(now.plusSeconds(Long.parseLong(left.group(1))))
                : Optional.empty();
    }
}
