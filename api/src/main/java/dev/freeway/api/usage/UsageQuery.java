package dev.freeway.api.usage;

import dev.freeway.api.Refused;
import dev.freeway.relay.History.By;
import dev.freeway.relay.History.Period;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code GET /v1/usage} is asked for. */
public record UsageQuery(Period period, Set<By> by, Format format) {
    private static final Set<String> KNOWN =
            Set.of("from", "until", "group_by", "format", "member");
    private static final int DAYS = 30;

    /**
     * Reads one.
     *
     * @param whose usage it may be
     * @throws Refused when something is not what it should be; says what
     */
    public static UsageQuery read(MultiMap query, Whose whose, LocalDate today) throws Refused {
        QueryReader reader = new QueryReader(query, KNOWN);
        LocalDate until = reader.day("until").orElse(today.plusDays(1));
        LocalDate from = reader.day("from").orElse(until.minusDays(DAYS));
        if (!from.isBefore(until)) {
            throw QueryReader.wrong("from", from.toString(), "a day before " + until);
        }
        return new UsageQuery(
                new Period(from, until, whose.member(), whose.tokens()),
                by(reader.text("group_by").orElse("day,model")),
                reader.format());
    }

    private static Set<By> by(String words) throws Refused {
        Set<By> by = EnumSet.noneOf(By.class);
        for (String word : words.split(",", -1)) {
            if (!word.isBlank()) {
                by.add(column(word.strip()));
            }
        }
        return by;
    }

    private static By column(String word) throws Refused {
        return Stream.of(By.values())
                .filter(each -> each.id().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        QueryReader.wrong(
                                "group_by",
                                word,
                                Stream.of(By.values())
                                        .map(By::id)
                                        .collect(Collectors.joining(", "))));
    }
}
