package dev.freeway.api;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Standing;
import dev.freeway.relay.Head;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Says with an answer where it comes from, why, and what is left. */
final class AnswerHeaders {
    private AnswerHeaders() {}

    static Map<String, String> of(Head head, boolean stream, Instant now) {
        Offer offer = head.offer();
        Map<String, String> headers = new LinkedHashMap<>();
        if (stream) {
            headers.put("cache-control", "no-store");
        }
        headers.put("x-freeway-provider", offer.account().provider().id());
        headers.put("x-freeway-model", offer.model().id());
        headers.put("x-freeway-account", offer.account().label());
        if (offer.model().chats()) {
            headers.put("x-freeway-class", offer.model().merit().grade().id());
        }
        if (!head.inPlaceOf().isEmpty()) {
            headers.put("x-freeway-in-place-of", head.inPlaceOf());
        }
        headers.put("x-freeway-why", head.why());
        headers.put("x-freeway-tries", Integer.toString(head.tries()));
        headers.put(
                "x-freeway-left",
                head.standings().stream()
                        .filter(standing -> standing.limit().counter().keeps())
                        .map(AnswerHeaders::left)
                        .collect(Collectors.joining(", ")));
        head.standings().stream()
                .filter(standing -> standing.limit().meter() == Meter.REQUESTS)
                .min(Comparator.comparingLong(Standing::left))
                .ifPresent(tightest -> requests(headers, tightest, now));
        headers.putAll(Imitation.headers(head, now));
        headers.replaceAll((_, value) -> plain(value));
        return headers;
    }

    private static String left(Standing standing) {
        CounterKey key = standing.key();
        long amount = standing.limit().counter().amount();
        return key.provider() + "/" + key.limit() + "=" + standing.left() + "/" + amount;
    }

    private static void requests(Map<String, String> headers, Standing standing, Instant now) {
        headers.put(
                "x-ratelimit-limit-requests", Long.toString(standing.limit().counter().amount()));
        headers.put("x-ratelimit-remaining-requests", Long.toString(standing.left()));
        if (!standing.resetsAt().equals(Instant.MAX)) {
            headers.put(
                    "x-ratelimit-reset-requests", Waits.seconds(now, standing.resetsAt()) + "s");
            headers.put("x-freeway-resets-at", Waits.time(standing.resetsAt()));
        }
    }

    /** What a header may hold: visible ASCII. */
    private static String plain(String value) {
        boolean fine = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        return fine ? value : value.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
