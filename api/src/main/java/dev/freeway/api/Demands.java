package dev.freeway.api;

import dev.freeway.core.catalog.Privacy;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What must not happen to a request: the member's standing demands, and its own header's. */
final class Demands {
    static final String HEADER = "X-Freeway-Privacy";

    private Demands() {}

    /**
     * All of them.
     *
     * @throws Refused where the header holds another word
     */
    static Set<Privacy.Demand> of(HttpServerRequest http, Bearer bearer) throws Refused {
        Set<Privacy.Demand> all = EnumSet.noneOf(Privacy.Demand.class);
        all.addAll(bearer.member().demands());
        for (String line : http.headers().getAll(HEADER)) {
            all.addAll(listed(line));
        }
        return all;
    }

    /** Those of a list with commas. */
    static Set<Privacy.Demand> listed(String line) throws Refused {
        Set<Privacy.Demand> all = EnumSet.noneOf(Privacy.Demand.class);
        for (String word : line.split(",", -1)) {
            all.add(demand(word.strip().toLowerCase(Locale.ROOT)));
        }
        return all;
    }

    private static Privacy.Demand demand(String word) throws Refused {
        return Privacy.Demand.of(word)
                .orElseThrow(() ->
                        new Refused(
                                Problem.invalid(
                                        HEADER,
                                        "%s: '%s' (expected: %s)"
                                                .formatted(HEADER, word, words()))));
    }

    private static String words() {
        return Arrays.stream(Privacy.Demand.values())
                .map(Privacy.Demand::id)
                .collect(Collectors.joining(" or "));
    }
}
