package dev.freeway.api.usage;

import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads words, days and numbers from a query that knows only some names. */
final class QueryReader {
    /** Greater than any number that is given. */
    static final long MOST = 999_999_999_999_999_999L;

    private final MultiMap query;

    QueryReader(MultiMap query, Set<String> known) throws Refused {
        this.query = query;
        for (String name : query.names()) {
            if (!known.contains(name)) {
                throw wrong(
                        "query", name, known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<LocalDate> day(String name) throws Refused {
        Optional<String> text = text(name);
        try {
            return text.map(LocalDate::parse).filter(QueryReader::sane);
        } catch (DateTimeException e) {
            throw wrong(name, text.orElseThrow(), "a day of UTC, like 2026-11-20");
        }
    }

    /** A day is its first instant. */
    Optional<Instant> time(String name) throws Refused {
        Optional<String> text = text(name);
        try {
            return text.map(QueryReader::instant);
        } catch (DateTimeException e) {
            throw wrong(
                    name, text.orElseThrow(), "like 2026-11-20 or 2026-11-20T15:40:00Z, in UTC");
        }
    }

    private static Instant instant(String text) {
        Instant instant =
                text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        sane(instant.atOffset(ZoneOffset.UTC).toLocalDate());
        return instant;
    }

    /** Far away from what a {@code long} of microseconds can hold. */
    private static boolean sane(LocalDate day) {
        if (day.getYear() < 1970 || day.getYear() > 9999) {
            throw new DateTimeException(day + " (expected: from 1970 to 9999)");
        }
        return true;
    }

    long number(String name, long otherwise, long most) throws Refused {
        String text = text(name).orElse(Long.toString(otherwise));
        long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw wrong(name, text, "1 to " + most);
        }
        return number;
    }

    Format format() throws Refused {
        String word = text("format").orElse(Format.JSON.id());
        return Stream.of(Format.values())
                .filter(format -> format.id().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong("format", word, "json, jsonl or csv"));
    }

    static Refused wrong(String name, String found, String expected) {
        return new Refused(
                Problem.invalid(name, "%s: '%s' (expected: %s)".formatted(name, found, expected)));
    }
}
