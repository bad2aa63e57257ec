package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** A run's output as events, from its beginning whenever one comes. Used under the desk's lock. */
final class ReplicateStream implements ReplicateRun.Watcher {
    private final HttpServerResponse response;
    private boolean logged;
    private int said;

    private ReplicateStream(HttpServerResponse response) {
        this.response = response;
    }

    static void open(ReplicateRun run, HttpServerResponse response) {
        ReplicateStream stream = new ReplicateStream(response);
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        stream.saw(run, ReplicateRun.Change.OUTPUT);
        if (!run.status().over()) {
            run.watch(stream);
        }
    }

    @Override
    public void saw(ReplicateRun run, ReplicateRun.Change change) {
        if (response.closed()) {
            run.unwatch(this);
            return;
        }
        StringBuilder events = new StringBuilder();
        if (!logged && run.started().isPresent()) {
            logged = true;
            events.append(event(run, "logs", ReplicateView.logs(run).strip()));
        }
        List<String> output = run.output();
        while (said < output.size()) {
            events.append(event(run, "output", output.get(said++)));
        }
        if (run.status().over()) {
            var _ = response.end(events + ending(run));
        } else if (!events.isEmpty()) {
            var _ = response.write(events.toString());
        }
    }

    private String ending(ReplicateRun run) {
        ObjectNode why = Json.object();
        return switch (run.status()) {
            case STARTING, PROCESSING, SUCCEEDED -> event(run, "done", why.toString());
            case CANCELED, ABORTED -> event(run, "done", why.put("reason", "canceled").toString());
            case FAILED ->
                    event(run, "error", Json.object().put("detail", run.error()).toString())
                            + event(run, "done", why.put("reason", "error").toString());
        };
    }

    private String event(ReplicateRun run, String name, String data) {
        String id = run.order.visit().at().toEpochMilli() + ":" + said;
        return "event: %s\nid: %s\ndata: %s\n\n"
                .formatted(name, id, data.replace("\n", "\ndata: "));
    }
}
