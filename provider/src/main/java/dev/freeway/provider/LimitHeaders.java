package dev.freeway.provider;

import dev.freeway.core.catalog.Wire;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The headers by which a provider tells of its limits, as it wrote them; bounded. */
final class LimitHeaders {
    private static final int COUNT_MAX = 32;
    private static final int NAME_MAX = 64;
    private static final int VALUE_MAX = 100;
    private static final List<String> BEGIN_WITH =
            List.of("x-ratelimit-", "ratelimit", "retry-after");

    private LimitHeaders() {}

    /** Those that the catalog knows, and those named as is usual; their names in lower case. */
    static Map<String, String> of(MultiMap headers, List<Wire.Reading> readings) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        readings.forEach(reading -> known.addAll(List.of(reading.amount(), reading.remaining())));
        Map<String, String> kept = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean wanted = known.contains(name) || BEGIN_WITH.stream().anyMatch(name::startsWith);
            if (wanted && name.length() <= NAME_MAX && kept.size() < COUNT_MAX) {
                kept.putIfAbsent(name, cut(header.getValue()));
            }
        }
        return kept;
    }

    private static String cut(String value) {
        return value.substring(0, Math.min(VALUE_MAX, value.length()));
    }
}
