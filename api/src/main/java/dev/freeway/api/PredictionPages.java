package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.predictions.PredictionView;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Outcome;
import dev.freeway.relay.PredictionDesk;
import dev.freeway.relay.PredictionDesk.Shown;
import dev.freeway.relay.Predictions.From;
import dev.freeway.relay.Predictions.Made;
import dev.freeway.relay.Predictions.Sight;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A member's predictions, to read. Waits for providers. Thread-safe. */
final class PredictionPages {
    private static final int PAGE = 25;
    private static final Pattern CURSOR =
            Pattern.compile("(?:^|.*&)cursor=(before|after)-([a-z0-9]{1,64})(?:&.*|$)");
    private static final Pattern KEY = Pattern.compile("(?:^|.*&)key=([a-z0-9]{1,64})(?:&.*|$)");

    private final DoorParts parts;

    PredictionPages(DoorParts parts) {
        this.parts = parts;
    }

    /** A member's own; a stranger's is as if it was not. */
    Made own(String id, Bearer bearer) throws Refused {
        return parts.predictions()
                .find(id)
                .filter(made -> made.member().equals(bearer.member().name()))
                .orElseThrow(() -> new Refused(unknown(id)));
    }

    /** One whose stream that key opens. */
    Made keyed(String id, String key) throws Refused {
        return parts.predictions()
                .find(id)
                .filter(made -> same(made.key(), key))
                .orElseThrow(() -> new Refused(unknown(id)));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static Problem unknown(String id) {
        return Problem.of(
                404,
                Problem.INVALID,
                "prediction_not_found",
                "You have no prediction '%s'. GET %s lists yours."
                        .formatted(id, PredictionView.PATH));
    }

    JsonNode show(Made made, PredictionView view) throws Refused {
        return removed(made)
                ? view.remembered(made, true)
                : page(made, parts.desk().show(made.maker()), view);
    }

    JsonNode cancel(Made made, PredictionView view) throws Refused {
        return removed(made)
                ? view.remembered(made, true)
                : page(made, parts.desk().cancel(made.maker()), view);
    }

    /** Passes its events on; says what went wrong, if anything did. */
    Optional<Problem> stream(Made made, PredictionDesk.Events events) {
        if (removed(made)) {
            return Optional.of(
                    Problem.of(
                            404,
                            Problem.INVALID,
                            "no_stream",
                            "What this prediction said has been removed."));
        }
        return parts.desk().stream(made.maker(), events).map(this::problem);
    }

    private Problem problem(Fault fault) {
        return Refusals.of(new Outcome.Failed(fault, 1), parts.clock().instant());
    }

    private boolean removed(Made made) {
        return made.removed(parts.clock().instant());
    }

    private JsonNode page(Made made, Shown shown, PredictionView view) throws Refused {
        return switch (shown) {
            case Shown.Prediction(byte[] json) -> {
                JsonNode theirs = Json.parse(json).orElseThrow();
                Sight sight = PredictionView.sight(theirs, parts.clock().instant());
                if (!sight.equals(made.sight())) {
                    parts.predictions().seen(made.id(), sight);
                }
                yield view.of(made, theirs);
            }
            case Shown.Gone() -> view.remembered(made, true);
            case Shown.Failed(Fault fault) -> throw new Refused(problem(fault));
        };
    }

    /** A page of a member's predictions, newest first. */
    JsonNode list(Bearer bearer, String query, PredictionView view) throws Refused {
        From from = from(query);
        List<Made> found = parts.predictions().of(bearer.member().name(), from, PAGE + 1);
        boolean more = found.size() > PAGE;
        boolean back = from instanceof From.After;
        List<Made> shown =
                !more ? found : back ? found.subList(1, PAGE + 1) : found.subList(0, PAGE);
        boolean newer = back ? more : from instanceof From.Before;
        boolean older = back || more;
        String page = view.origin() + PredictionView.PATH + "?cursor=";
        ObjectNode list = Json.object();
        list.put(
                "previous",
                newer && !shown.isEmpty() ? page + "after-" + shown.getFirst().id() : null);
        list.put(
                "next", older && !shown.isEmpty() ? page + "before-" + shown.getLast().id() : null);
        list.set("results", results(shown, view));
        return list;
    }

    private static From from(String query) throws Refused {
        if (!query.contains("cursor=")) {
            return new From.Newest();
        }
        Matcher cursor = CURSOR.matcher(query);
        if (!cursor.matches()) {
            throw new Refused(
                    Problem.invalid(
                            "cursor",
                            "'cursor' is none of ours (expected: as in next or previous)"));
        }
        return cursor.group(1).equals("before")
                ? new From.Before(cursor.group(2))
                : new From.After(cursor.group(2));
    }

    /** All at once; one that its provider does not show now is shown as it was last seen. */
    private ArrayNode results(List<Made> made, PredictionView view) {
        List<Future<JsonNode>> pages;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pages = made.stream().map(one -> threads.submit(() -> shown(one, view))).toList();
        }
        ArrayNode results = Json.array();
        pages.forEach(page -> results.add(page.resultNow()));
        return results;
    }

    private JsonNode shown(Made made, PredictionView view) {
        try {
            return show(made, view);
        } catch (Refused _) {
            return view.remembered(made, false);
        }
    }

    /** The key in a stream's address. */
    static Optional<String> key(String query) {
        Matcher key = KEY.matcher(query);
        return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
    }
}
