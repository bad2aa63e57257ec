package dev.freeway.api.usage;

import dev.freeway.api.Refused;
import dev.freeway.relay.History.Field;
import dev.freeway.relay.History.Filter;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code GET /api/activity} and {@code GET /v1/activity} are asked for. */
public record ActivityQuery(Filter filter, OptionalLong before, int limit, Format format) {
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * Reads one.
     *
     * @param whose activity it may be; anybody's can be asked for by name
     * @throws Refused when something is not what it should be; says what
     */
    public static ActivityQuery read(MultiMap query, Whose whose) throws Refused {
        QueryReader reader = new QueryReader(query, known(whose.member().isEmpty()));
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            reader.text(field.id()).ifPresent(value -> values.put(field, value));
        }
        whose.member().ifPresent(member -> values.put(Field.MEMBER, member));
        return new ActivityQuery(
                new Filter(
                        values,
                        whose.tokens(),
                        reader.time("from").orElse(Instant.EPOCH),
                        reader.time("until").orElse(LATEST)),
                reader.text("before").isPresent()
                        ? OptionalLong.of(reader.number("before", 1, Long.MAX_VALUE))
                        : OptionalLong.empty(),
                (int) reader.number("limit", LIMIT, LIMIT_MAX),
                reader.format());
    }

    private static Set<String> known(boolean anyMember) {
        Set<String> known = new HashSet<>(List.of("from", "until", "before", "limit", "format"));
        for (Field field : Field.values()) {
            known.add(field.id());
        }
        if (!anyMember) {
            known.remove(Field.MEMBER.id());
        }
        return known;
    }
}
