package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Standing;
import dev.freeway.wire.Cut;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Where every limit stands, and then what changes, as it does. Each who watches has one timer on
 * its event loop, and looks on a thread of its own: limits may be many. Thread-safe.
 */
final class QuotaStream {
    static final String PATH = "/api/quota/stream";

    private static final long LOOK_MILLIS = 1_000;
    private static final int WATCHERS_MAX = 64;

    /** How many looks a client may take nothing of. */
    private static final int STUCK_MAX = 60;

    private final DoorParts parts;
    private final Pages pages;
    private final Semaphore watchers = new Semaphore(WATCHERS_MAX);

    QuotaStream(DoorParts parts, Pages pages) {
        this.parts = parts;
        this.pages = pages;
    }

    /** Whether who watches still may. */
    @FunctionalInterface
    interface Leave {
        void require() throws Refused;
    }

    /** Called on the request's event loop. */
    void open(HttpServerRequest http, Leave leave) throws Refused {
        if (http.method().equals(HttpMethod.HEAD)) {
            http.response().putHeader("content-type", "text/event-stream");
            var _ = http.response().end();
            return;
        }
        if (!watchers.tryAcquire()) {
            throw new Refused(
                    Problem.of(
                                    429,
                                    "rate_limit_error",
                                    "too_many_watchers",
                                    "%d watch already (expected: fewer; GET /api/quota tells the same)"
                                            .formatted(WATCHERS_MAX))
                            .with("retry-after", "10"));
        }
        new Watch(Vertx.currentContext(), http, leave).begin();
    }

    /** What tells whether a limit changed: a window that nobody touches moves with the clock. */
    private record Figures(long amount, long used, long held, long left) {
        static Figures of(Standing standing) {
            return new Figures(
                    standing.limit().counter().amount(),
                    standing.used(),
                    standing.held(),
                    standing.left());
        }
    }

    /** One who watches. */
    private final class Watch {
        private final Context loop;
        private final HttpServerRequest http;
        private final HttpServerResponse response;
        private final Leave leave;
        private final long silenceMax;
        private Map<CounterKey, Figures> seen = new HashMap<>();
        private boolean looking;
        private int silence;
        private int stuck;
        private long timer = -1;

        Watch(Context loop, HttpServerRequest http, Leave leave) {
            this.loop = loop;
            this.http = http;
            this.response = http.response();
            this.leave = leave;
            this.silenceMax = Math.max(1, parts.keepAlive().dividedBy(Duration.ofSeconds(1)));
        }

        void begin() {
            response.setChunked(true)
                    .putHeader("content-type", "text/event-stream")
                    .putHeader("cache-control", "no-store");
            timer = loop.owner().setPeriodic(LOOK_MILLIS, _ -> look());
            response.closeHandler(_ -> stop());
            response.endHandler(_ -> stop());
            tell("quota");
        }

        /** Once, however it ends. */
        private void stop() {
            if (timer >= 0) {
                loop.owner().cancelTimer(timer);
                timer = -1;
                watchers.release();
            }
        }

        private void look() {
            if (parts.readiness().get() == Readiness.DRAINING || !may()) {
                stop();
                var _ = response.end();
            } else if (!response.writeQueueFull()) {
                stuck = 0;
                tell("changes");
            } else if (++stuck >= STUCK_MAX) {
                Cut.now(http);
            }
        }

        private boolean may() {
            try {
                leave.require();
                return true;
            } catch (Refused _) {
                return false;
            }
        }

        /** One look at a time: what comes meanwhile is in the next. */
        private void tell(String event) {
            if (looking) {
                return;
            }
            looking = true;
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            ArrayNode changed = changes();
                            loop.runOnContext(_ -> send(event, changed));
                        } catch (RuntimeException _) {
                            loop.runOnContext(_ -> Cut.now(http));
                        }
                    });
        }

        private void send(String event, ArrayNode changed) {
            looking = false;
            if (response.ended() || response.closed()) {
                return;
            }
            if (!changed.isEmpty() || event.equals("quota")) {
                silence = 0;
                ObjectNode page = Json.object().put("at", parts.clock().instant().toString());
                page.set("limits", changed);
                var _ = response.write("event: " + event + "\ndata: " + page + "\n\n");
            } else if (++silence >= silenceMax) {
                silence = 0;
                var _ = response.write(": keep-alive\n\n");
            }
        }

        private ArrayNode changes() {
            ArrayNode changed = Json.array();
            Map<CounterKey, Figures> now = new HashMap<>();
            for (Bound bound : pages.kept()) {
                Figures figures = Figures.of(pages.standing(bound));
                now.put(bound.key(), figures);
                if (!figures.equals(seen.get(bound.key()))) {
                    changed.add(pages.paced(bound));
                }
            }
            seen = now;
            return changed;
        }
    }
}
