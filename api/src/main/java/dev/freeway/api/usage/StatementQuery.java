package dev.freeway.api.usage;

import dev.freeway.api.Refused;
import io.vertx.core.MultiMap;
import java.util.Set;

/**
 * What {@code GET /v1/credits/statement} is asked for.
 *
 * @param before the number of the last line that was seen
 */
public record StatementQuery(long before, int limit, Format format) {
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;

    /**
     * Reads one.
     *
     * @throws Refused when something is not what it should be; says what
     */
    public static StatementQuery read(MultiMap query) throws Refused {
        QueryReader reader = new QueryReader(query, Set.of("member", "before", "limit", "format"));
        return new StatementQuery(
                reader.number("before", QueryReader.MOST, QueryReader.MOST),
                (int) reader.number("limit", LIMIT, LIMIT_MAX),
                reader.format());
    }
}
