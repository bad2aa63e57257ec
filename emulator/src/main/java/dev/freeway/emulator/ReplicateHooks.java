package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a URL of what happens to a run, signed. That it has ended is told again until somebody
 * heard it; the rest once, and output at most twice a second. Thread-safe.
 */
final class ReplicateHooks {
    private static final Duration BETWEEN_OUTPUTS = Duration.ofMillis(500);
    private static final long ANSWER_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final int TRIES_MAX = 6;
    private static final int SECRET_BYTES = 24;

    private final HttpClientAgent client;
    private final Vertx vertx;
    private final EmulatorWorld world;
    private final byte[] secret = new byte[SECRET_BYTES];

    ReplicateHooks(HttpClientAgent client, Vertx vertx, EmulatorWorld world) {
        this.client = client;
        this.vertx = vertx;
        this.world = world;
        new Random(world.seed()).nextBytes(secret);
    }

    /** As an account is shown it. */
    String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    /** What is sent: the same however often it has to be. */
    private record Message(String url, String id, String timestamp, Buffer body) {}

    /** Tells the run's webhook, if it has one. */
    void watch(ReplicateRun run) {
        String url = run.order.hook().path("webhook").asText("");
        if (!url.isEmpty()) {
            run.watch(new Told(url, events(run.order.hook().path("webhook_events_filter"))));
        }
    }

    private static List<String> events(JsonNode filter) {
        List<String> events = new ArrayList<>();
        filter.forEach(event -> events.add(event.asText()));
        return events.isEmpty() ? List.of("start", "output", "logs", "completed") : events;
    }

    private final class Told implements ReplicateRun.Watcher {
        private final String url;
        private final List<String> events;
        private Instant lastOutput = Instant.MIN;
        private int sent;

        Told(String url, List<String> events) {
            this.url = url;
            this.events = events;
        }

        @Override
        public void saw(ReplicateRun run, ReplicateRun.Change change) {
            Instant now = world.clock().instant();
            switch (change) {
                case STARTED -> {
                    tell("start", run, 1);
                    tell("logs", run, 1);
                }
                case OUTPUT -> {
                    if (lastOutput.equals(Instant.MIN)
                            || !now.isBefore(lastOutput.plus(BETWEEN_OUTPUTS))) {
                        lastOutput = now;
                        tell("output", run, 1);
                    }
                }
                case ENDED -> tell("completed", run, TRIES_MAX);
            }
        }

        private void tell(String event, ReplicateRun run, int tries) {
            if (events.contains(event)) {
                Instant now = world.clock().instant();
                Buffer body = Buffer.buffer(Json.bytes(ReplicateView.of(run, now)));
                String id = "msg_" + run.order.id() + sent++;
                String timestamp = Long.toString(now.getEpochSecond());
                send(new Message(url, id, timestamp, body), tries, RETRY_MILLIS);
            }
        }
    }

    private void send(Message message, int tries, long retryMillis) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(message.url())
                        .setIdleTimeout(ANSWER_MILLIS)
                        .putHeader("content-type", "application/json")
                        .putHeader("webhook-id", message.id())
                        .putHeader("webhook-timestamp", message.timestamp())
                        .putHeader("webhook-signature", signature(message));
        client.request(options)
                .compose(request -> request.send(message.body()))
                .onComplete(answer -> {
                    boolean heard = answer.succeeded() && answer.result().statusCode() / 100 == 2;
                    if (!heard && tries > 1) {
                        long millis = (long) Math.max(1, retryMillis / world.speed());
                        vertx.setTimer(millis, _ -> send(message, tries - 1, retryMillis * 2));
                    }
                });
    }

    private String signature(Message message) {
        String signed = message.id() + "." + message.timestamp() + "." + message.body();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
