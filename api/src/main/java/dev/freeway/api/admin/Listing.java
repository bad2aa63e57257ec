package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.members.Declined;
import dev.freeway.wire.Json;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A list a page at a time, by key: {@code limit} of them {@code after} the last one seen. */
final class Listing {
    private static final int PAGE = 100;
    private static final int PAGE_MAX = 1_000;

    private Listing() {}

    static <T> Reply of(
            Asked asked, List<T> all, Function<T, String> key, Function<T, ObjectNode> view)
            throws Declined {
        int limit = limit(asked);
        String after = asked.query("after");
        List<T> rest =
                all.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .sorted(Comparator.comparing(key))
                        .limit(limit + 1L)
                        .toList();
        ObjectNode page = Json.object();
        ArrayNode data = page.putArray("data");
        rest.stream().limit(limit).map(view).forEach(data::add);
        if (rest.size() > limit) {
            page.put("next", key.apply(rest.get(limit - 1)));
        } else {
            page.putNull("next");
        }
        return Reply.ok(page);
    }

    /** How many a page has. */
    static int limit(Asked asked) throws Declined {
        String limit = asked.query("limit");
        if (limit.isEmpty()) {
            return PAGE;
        }
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > PAGE_MAX) {
            throw Declined.invalid(
                    "limit", "limit: '%s' (expected: 1 to %d)".formatted(limit, PAGE_MAX));
        }
        return Integer.parseInt(limit);
    }
}
