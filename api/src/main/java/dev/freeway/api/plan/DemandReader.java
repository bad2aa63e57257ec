package dev.freeway.api.plan;

import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.core.catalog.Model.Ability;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a demand from a query, and a trace from the body beside it. */
public final class DemandReader {
    private static final Pattern RATE =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/(day|hour|min|minute)");
    private static final Set<String> KNOWN = Set.of("rate", "in", "out", "needs", "days");
    private static final int TOKENS_MAX = 10_000_000;
    private static final int DAYS = 30;

    /** Gone through, over and over, to be thinned to the rate. */
    private static final int TRACE_ROWS_MAX = 100_000_000;

    private static final long DAY_MILLIS = 86_400_000;

    private final MultiMap query;

    private DemandReader(MultiMap query) {
        this.query = query;
    }

    /**
     * Reads one.
     *
     * @param trace as CSV, or empty
     * @throws Refused when something is not what it should be; says what
     */
    public static Demand read(MultiMap query, byte[] trace) throws Refused {
        for (String name : query.names()) {
            if (!KNOWN.contains(name)) {
                throw wrong("query", name, "rate, in, out, needs, days");
            }
        }
        return new DemandReader(query).demand(trace);
    }

    private String text(String name, String otherwise) {
        return Optional.ofNullable(query.get(name)).orElse(otherwise).strip();
    }

    private Demand demand(byte[] csv) throws Refused {
        Optional<Trace> trace = csv.length == 0 ? Optional.empty() : Optional.of(trace(csv));
        Optional<String> rate = Optional.ofNullable(query.get("rate"));
        if (rate.isEmpty() && trace.isEmpty()) {
            throw wrong("rate", "", "500/day, 20/hour or 3/min, or a trace as the body");
        }
        return bounded(
                new Demand(
                        rate.isPresent() ? perDay(rate.get()) : perDay(trace.orElseThrow()),
                        number("in", 1_000, TOKENS_MAX),
                        number("out", 300, TOKENS_MAX),
                        needs(),
                        trace,
                        (int) number("days", DAYS, Demand.DAYS_MAX)));
    }

    private static Demand bounded(Demand demand) throws Refused {
        bound(demand.days(), demand.perDay(), Demand.REQUESTS_MAX);
        if (demand.trace().isPresent()) {
            bound(demand.days(), perDay(demand.trace().get()), TRACE_ROWS_MAX);
        }
        return demand;
    }

    private static void bound(int days, double perDay, int most) throws Refused {
        if (perDay * days > most) {
            throw wrong(
                    "days",
                    String.format(Locale.ROOT, "%d of %,.0f requests", days, perDay),
                    String.format(Locale.ROOT, "at most %,d in all", most));
        }
    }

    private static double perDay(String rate) throws Refused {
        Matcher matcher = RATE.matcher(rate.strip().toLowerCase(Locale.ROOT));
        double count = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (!(count > 0)) {
            throw wrong("rate", rate, "500/day, 20/hour or 3/min");
        }
        return switch (matcher.group(2)) {
            case "day" -> count;
            case "hour" -> 24 * count;
            default -> 1_440 * count;
        };
    }

    private static double perDay(Trace trace) {
        return (double) trace.rows().size() * DAY_MILLIS / trace.span().toMillis();
    }

    private static Trace trace(byte[] csv) throws Refused {
        try {
            return Trace.read(new StringReader(new String(csv, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new Refused(Problem.invalid("trace", "trace: " + e.getMessage()));
        }
    }

    private long number(String name, long otherwise, long most) throws Refused {
        String text = text(name, Long.toString(otherwise));
        long number = text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw wrong(name, text, "1 to " + most);
        }
        return number;
    }

    private Set<Ability> needs() throws Refused {
        Set<Ability> needs = EnumSet.of(Ability.CHAT);
        for (String word : text("needs", "").split(",", -1)) {
            if (!word.isBlank()) {
                needs.add(need(word.strip()));
            }
        }
        return needs;
    }

    private static Ability need(String word) throws Refused {
        List<Ability> known = List.of(Ability.TOOLS, Ability.VISION, Ability.JSON);
        return known.stream()
                .filter(ability -> ability.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> wrong("needs", word, "tools, vision or json"));
    }

    private static Refused wrong(String name, String found, String expected) {
        return new Refused(
                Problem.invalid(name, "%s: '%s' (expected: %s)".formatted(name, found, expected)));
    }
}
