package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.routing.Prices;
import dev.freeway.core.routing.Profile;
import dev.freeway.core.routing.Router;
import dev.freeway.relay.Lesson;
import dev.freeway.relay.Outlook;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What routing goes by, as {@code GET /api/routing} shows it. */
record RoutingPage(DoorParts parts, Router router, Outlook.Basis basis, Instant now) {
    static RoutingPage of(DoorParts parts) {
        Instant now = parts.clock().instant();
        return new RoutingPage(parts, parts.router().get(), parts.outlook().basis(now), now);
    }

    ObjectNode json() {
        ObjectNode page = Json.object();
        page.put("at", now.toString());
        page.put("informed", router.prices().informed());
        basis(page.putObject("basis"));
        ArrayNode prices = page.putArray("prices");
        priced().forEach(priced -> prices.add(priced.json()));
        arrivals(page.putObject("arrivals"));
        ArrayNode learned = page.putArray("learned");
        parts.learner().lessons().forEach(lesson -> learned.add(learned(lesson)));
        ArrayNode resting = page.putArray("resting");
        router.offers().forEach(offer -> resting(resting, offer));
        return page;
    }

    private void basis(ObjectNode page) {
        page.put("examples", basis.examples());
        time(page, "since", basis.since());
        time(page, "solved_at", basis.solvedAt());
        page.putObject("typical")
                .put("input_tokens", basis.typical().input())
                .put("output_tokens", basis.typical().output());
    }

    private static void time(ObjectNode page, String field, Instant at) {
        if (at.equals(Instant.MAX)) {
            page.putNull(field);
        } else {
            page.put(field, at.toString());
        }
    }

    /**
     * What one limit costs.
     *
     * @param unit one unit of it, in requests' worth
     * @param request what a typical request takes of it, in requests' worth
     */
    private record Priced(Bound bound, long left, double unit, double request) {
        ObjectNode json() {
            return key(bound.key())
                    .put("meter", bound.limit().meter().id())
                    .put("amount", bound.limit().counter().amount())
                    .put("left", left)
                    .put("unit", unit)
                    .put("request", request);
        }
    }

    private List<Priced> priced() {
        Prices prices = router.prices();
        return parts.limits().get().stream()
                .filter(bound -> prices.units().containsKey(bound.key()))
                .map(bound -> priced(bound, prices.unit(bound.key())))
                .sorted(Comparator.comparingDouble(Priced::request).reversed())
                .toList();
    }

    private Priced priced(Bound bound, double unit) {
        long room = bound.limit().counter().room(parts.ledger().tally(bound.key()), now);
        double request = unit * bound.limit().price().amount(basis.typical());
        return new Priced(bound, Math.max(0, room), unit, request);
    }

    private void arrivals(ObjectNode page) {
        ArrayNode perHour = page.putArray("per_hour");
        for (double rate : basis.profile().perHour()) {
            if (rate < 0) {
                perHour.addNull();
            } else {
                perHour.add(rate);
            }
        }
        page.put("next_day", basis.profile().requests(now, now.plus(Profile.HORIZON)));
    }

    private static ObjectNode learned(Lesson lesson) {
        return key(lesson.key())
                .put("amount", lesson.amount())
                .put("at", lesson.at().toString())
                .put("evidence", lesson.evidence());
    }

    private void resting(ArrayNode resting, Offer offer) {
        parts.relay()
                .rest(offer)
                .ifPresent(rest -> {
                    ObjectNode page = resting.addObject().put("offer", offer.pinnedId());
                    time(page, "until", rest.until());
                    page.put("why", rest.why());
                });
    }

    private static ObjectNode key(CounterKey key) {
        return Json.object()
                .put("provider", key.provider())
                .put("account", key.account())
                .put("model", key.subject())
                .put("limit", key.limit());
    }
}
