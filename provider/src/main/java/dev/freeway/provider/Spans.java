package dev.freeway.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as providers write them: numbers, dates, and spans like {@code 1h2m3.5s}. */
final class Spans {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,12})?");
    private static final Pattern GO =
            Pattern.compile(
                    "(?=\\d)(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9}(?:\\.\\d{1,12})?)s)?(?:(\\d{1,12}(?:\\.\\d{1,12})?)ms)?");
    private static final double EPOCH_SECONDS_LEAST = 1e9;
    private static final double EPOCH_MILLIS_LEAST = 1e11;

    private Spans() {}

    /** A moment: seconds from now or since 1970, milliseconds since then, a span, or a date. */
    static Optional<Instant> moment(String text, Instant now) {
        String value = text.strip();
        if (NUMBER.matcher(value).matches()) {
            return Optional.of(numbered(Double.parseDouble(value), now));
        }
        return span(value).map(now::plus).or(() -> date(value));
    }

    /** The three are told apart by their size. */
    private static Instant numbered(double value, Instant now) {
        if (value >= EPOCH_MILLIS_LEAST) {
            return Instant.ofEpochMilli((long) value);
        }
        return value >= EPOCH_SECONDS_LEAST
                ? Instant.ofEpochSecond((long) value)
                : now.plus(seconds(value));
    }

    /** As Go and Google write them: {@code 6m0s}, {@code 370ms}, {@code 33m57.312s}. */
    static Optional<Duration> span(String text) {
        Matcher parts = GO.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofHours((long) part(parts, 1))
                        .plusMinutes((long) part(parts, 2))
                        .plus(seconds(part(parts, 3)))
                        .plus(seconds(part(parts, 4) / 1_000)));
    }

    private static double part(Matcher parts, int group) {
        String part = parts.group(group);
        return part == null ? 0 : Double.parseDouble(part);
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
