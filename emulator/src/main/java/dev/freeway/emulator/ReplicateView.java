package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A prediction as Replicate shows it. */
final class ReplicateView {
    private ReplicateView() {}

    static ObjectNode of(ReplicateRun run, Instant now) {
        ReplicateRun.Order order = run.order;
        ObjectNode page =
                Json.object()
                        .put("id", order.id())
                        .put("model", order.model().id())
                        .put("version", order.model().version())
                        .put("source", "api")
                        .put("status", run.status().word())
                        .put("created_at", order.visit().at().toString());
        time(page, "started_at", run.started());
        time(page, "completed_at", run.completed());
        order.deadline().ifPresent(at -> page.put("deadline", at.toString()));
        if (!order.deployment().isEmpty()) {
            page.put("deployment", order.deployment());
        }
        page.setAll(order.hook());
        data(page, run, run.removed(now));
        page.put("error", run.error().isEmpty() ? null : run.error());
        metrics(page, run);
        urls(page.putObject("urls"), order);
        return page;
    }

    private static void time(ObjectNode page, String field, Optional<Instant> at) {
        page.put(field, at.map(Instant::toString).orElse(null));
    }

    private static void data(ObjectNode page, ReplicateRun run, boolean removed) {
        page.put("data_removed", removed);
        page.set("input", removed ? Json.object() : run.order.input());
        page.put("logs", removed ? "" : logs(run));
        page.putNull("output");
        if (!removed && !run.output().isEmpty()) {
            ArrayNode output = page.putArray("output");
            run.output().forEach(output::add);
        }
    }

    static String logs(ReplicateRun run) {
        return run.started().isEmpty() ? "" : "Random seed: 7\n";
    }

    private static void metrics(ObjectNode page, ReplicateRun run) {
        ObjectNode metrics = page.putObject("metrics");
        if (run.completed().isEmpty()) {
            return;
        }
        Instant end = run.completed().get();
        metrics.put("total_time", seconds(run.order.visit().at(), end));
        run.started().ifPresent(start -> metrics.put("predict_time", seconds(start, end)));
        if (run.order.model().paints()) {
            metrics.put("image_count", run.output().size());
        } else {
            metrics.put("input_token_count", run.order.visit().input())
                    .put("output_token_count", run.output().size());
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }

    private static void urls(ObjectNode urls, ReplicateRun.Order order) {
        String page = order.origin() + "/replicate/v1/predictions/" + order.id();
        urls.put("get", page)
                .put("cancel", page + "/cancel")
                .put("stream", order.origin() + "/replicate/stream/" + order.id())
                .put("web", order.origin() + "/replicate/p/" + order.id());
    }
}
