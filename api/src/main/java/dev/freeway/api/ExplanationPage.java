package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.routing.Candidate;
import dev.freeway.core.routing.Explanation;
import dev.freeway.core.routing.Explanation.Verdict;
import dev.freeway.core.routing.Reasons;
import dev.freeway.core.routing.Route;
import dev.freeway.relay.Relay;
import dev.freeway.relay.Rest;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;

/** An explanation as {@code GET /api/explain} shows it. */
record ExplanationPage(Explanation explanation, Relay relay, Instant now) {
    ObjectNode json() {
        ObjectNode page = Json.object();
        page.put("at", now.toString());
        page.put("model", explanation.expected().ask().model());
        page.put("mode", explanation.expected().mode().id());
        page.putObject("expected")
                .put("input_tokens", explanation.expected().expected().input())
                .put("output_tokens", explanation.expected().expected().output());
        page.put("outcome", outcome());
        page.put("why", explanation.why());
        explanation
                .chosen()
                .ifPresentOrElse(
                        chosen -> page.put("chosen", chosen.offer().pinnedId()),
                        () -> page.putNull("chosen"));
        wait(page, explanation.servedAt(now));
        ArrayNode offers = page.putArray("offers");
        explanation.entries().forEach(entry -> offers.add(offer(entry)));
        return page;
    }

    /** What would become of the request. */
    private String outcome() {
        return explanation.own().isPresent()
                ? "spent"
                : switch (explanation.route()) {
                    case Route.Open _ -> "open";
                    case Route.Kept _ -> "kept";
                    case Route.Spent _ -> "spent";
                    case Route.Unfit _ -> "unfit";
                    case Route.UnknownModel _ -> "unknown";
                };
    }

    private ObjectNode offer(Explanation.Entry entry) {
        ObjectNode offer = Json.object();
        offer.put("offer", entry.offer().pinnedId());
        offer.put("provider", entry.offer().account().provider().id());
        offer.put("account", entry.offer().account().name());
        offer.put("model", entry.offer().model().id());
        switch (entry.verdict()) {
            case Verdict.Open(Candidate candidate) ->
                    state(offer, "open", candidate.room()).put("rank", candidate.rank());
            case Verdict.Spent(Decision.Lacks lacks, Instant _) ->
                    state(offer, "spent", Reasons.lacks(lacks)).putNull("rank");
            case Verdict.Resting(Instant _) ->
                    state(
                                    offer,
                                    "resting",
                                    relay.rest(entry.offer()).map(Rest::why).orElse("it failed"))
                            .putNull("rank");
            case Verdict.Unfit(String lacking) -> state(offer, "unfit", lacking).putNull("rank");
        }
        boolean fit = !(entry.verdict() instanceof Verdict.Unfit);
        if (fit) {
            offer.put("price", entry.price());
        } else {
            offer.putNull("price");
        }
        wait(offer, entry.verdict().fitsAt(now));
        ArrayNode charges = offer.putArray("charges");
        entry.charges().forEach(charge -> charges.add(charge(charge)));
        return offer;
    }

    private static ObjectNode state(ObjectNode offer, String state, String why) {
        return offer.put("state", state).put("why", why);
    }

    /** When, and how long that is from now; null for never. */
    private void wait(ObjectNode page, Instant fitsAt) {
        if (fitsAt.equals(Instant.MAX)) {
            page.putNull("fits_at").putNull("wait_seconds");
        } else {
            page.put("fits_at", Waits.time(fitsAt));
            page.put("wait_seconds", Duration.between(now, fitsAt).toMillis() / 1_000.0);
        }
    }

    private static ObjectNode charge(Explanation.Charge charge) {
        CounterKey key = charge.bound().key();
        return Json.object()
                .put("limit", key.limit())
                .put("model", key.subject())
                .put("meter", charge.bound().limit().meter().id())
                .put("units", charge.units())
                .put("price", charge.price());
    }
}
