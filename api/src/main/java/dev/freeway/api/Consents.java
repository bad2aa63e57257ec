package dev.freeway.api;

import dev.freeway.core.chat.Consent;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** What a client lets happen to its request, by its headers. */
final class Consents {
    static final String SPEND = "X-Freeway-Spend";
    static final String EQUIVALENTS = "X-Freeway-Equivalents";

    private static final Pattern DOLLARS = Pattern.compile("\\d{1,6}(\\.\\d{1,12})?");
    private static final int MICRO = 6;

    private Consents() {}

    /**
     * All of it.
     *
     * @throws Refused where a header holds what it cannot
     */
    static Consent of(HttpServerRequest http, Bearer bearer) throws Refused {
        return new Consent(
                Demands.of(http, bearer), microDollarsMax(http), equivalents(http, bearer));
    }

    /** The least of several; less than a millionth of a dollar is nothing. */
    private static long microDollarsMax(HttpServerRequest http) throws Refused {
        long most = Consent.UNBOUNDED;
        for (String line : http.headers().getAll(SPEND)) {
            String dollars = line.strip();
            require(DOLLARS.matcher(dollars).matches(), SPEND, line, "dollars, as in 0.002");
            BigDecimal micro = new BigDecimal(dollars).movePointRight(MICRO);
            most = Math.min(most, micro.setScale(0, RoundingMode.DOWN).longValueExact());
        }
        return most;
    }

    /** Where the request does not say, as its member's plan has it. */
    private static boolean equivalents(HttpServerRequest http, Bearer bearer) throws Refused {
        boolean yes = bearer.member().plan().lineup().equivalents();
        for (String line : http.headers().getAll(EQUIVALENTS)) {
            String word = line.strip();
            yes = word.equalsIgnoreCase("yes");
            require(yes || word.equalsIgnoreCase("no"), EQUIVALENTS, line, "yes or no");
        }
        return yes;
    }

    private static void require(boolean holds, String header, String found, String expected)
            throws Refused {
        if (!holds) {
            throw new Refused(
                    Problem.invalid(
                            header, "%s: '%s' (expected: %s)".formatted(header, found, expected)));
        }
    }
}
