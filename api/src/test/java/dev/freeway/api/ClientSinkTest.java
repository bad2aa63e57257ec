package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Reception;
import dev.freeway.relay.Reply;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an answer reaches its client, whatever the client does. */
class ClientSinkTest {
    private static final String EVENT = "data: {\"a\":1}\n\n";
    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aWholeAnswerGoesOutInOnePieceWithItsLength() throws Exception {
        HttpResponse<String> answer = street.send(street.post(Street.UNARY));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().firstValue("content-length")).contains("2");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-freeway-left")).contains("freeway/rpd=100/100");
        assertThat(answer.headers().firstValue("x-ratelimit-limit-requests")).contains("100");
        assertThat(answer.headers().firstValue("x-ratelimit-reset-requests")).contains("1s");
    }

    @Test
    void aStreamEndsWithDone() throws Exception {
        street.provider = (call, sink) -> Street.says(call, sink, EVENT);
        HttpResponse<String> answer = street.send(street.post(Street.STREAM));
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(answer.body()).isEqualTo(EVENT + "data: [DONE]\n\n");
    }

    @Test
    void aStreamThatBreaksOffSaysSoAndIsCutWithoutDone() throws Exception {
        street.provider =
                (call, sink) -> {
                    Street.says(call, sink, EVENT);
                    return new Reply.Failed(
                            new Fault.CutShort("it went silent"),
                            true,
                            Reception.at(Instant.EPOCH));
                };
        try (Socket socket = street.raw(Street.rawPost(Street.STREAM))) {
            String seen = all(socket);
            assertThat(seen).contains(EVENT, "data: {\"error\":", "it went silent");
            assertThat(seen).doesNotContain("[DONE]").doesNotContain("\r\n0\r\n\r\n");
        }
        assertThatThrownBy(() -> street.send(street.post(Street.STREAM)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aWholeAnswerThatBreaksOffIsAnErrorAnswer() throws Exception {
        street.provider =
                (call, sink) -> {
                    Street.says(call, sink, "{");
                    return new Reply.Failed(
                            new Fault.CutShort("half of it"), true, Reception.at(Instant.EPOCH));
                };
        HttpResponse<String> answer = street.send(street.post(Street.UNARY));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("half of it");
        assertThat(answer.headers().firstValue("x-freeway-provider")).isEmpty();
    }

    @Test
    void aSilentStreamIsKeptAliveByCommentsBetweenEvents() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        street.provider =
                (call, sink) -> {
                    Street.says(call, sink, EVENT);
                    go.join();
                    return Street.done();
                };
        try (Socket socket = street.raw(Street.rawPost(Street.STREAM))) {
            String seen = until(socket.getInputStream(), ": keep-alive\n\n");
            go.complete(null);
            assertThat(seen).contains(EVENT).doesNotContain("[DONE]");
            assertThat(until(socket.getInputStream(), "[DONE]\n\n")).doesNotContain("error");
        }
    }

    @Test
    void aClientThatHangsUpBeforeTheFirstByteStopsTheProviderWithinASecond() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Long> stopped = new CompletableFuture<>();
        street.provider =
                (call, sink) -> {
                    Street.onLoop(
                            sink,
                            () -> {
                                sink.onHangUp(() -> stopped.complete(System.nanoTime()));
                                return asked.complete(null);
                            });
                    stopped.join();
                    return new Reply.HungUp(Usage.of(1, 1), Reception.at(Instant.EPOCH));
                };
        for (String body : new String[] {Street.UNARY, Street.STREAM}) {
            Socket socket = street.raw(Street.rawPost(body));
            asked.get(10, TimeUnit.SECONDS);
            long hungUpAt = System.nanoTime();
            socket.close();
            assertThat(stopped.get(10, TimeUnit.SECONDS) - hungUpAt).isLessThan(1_000_000_000L);
        }
    }

    @Test
    void aClientThatIsSlowHoldsItsProviderBackAndOneThatIsStuckIsLetGo() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        street.provider =
                (call, sink) -> {
                    Street.onLoop(
                            sink,
                            () -> {
                                sink.onHangUp(() -> stopped.complete(null));
                                sink.begin(call.head());
                                writeAsLongAsTaken(sink, writes);
                                return true;
                            });
                    stopped.join();
                    return new Reply.HungUp(Usage.of(1, 1), Reception.at(Instant.EPOCH));
                };
        try (Socket _ = street.raw(Street.rawPost(Street.STREAM))) {
            stopped.get(10, TimeUnit.SECONDS);
            assertThat(writes.get()).isBetween(2, 1_000);
        }
    }

    private static void writeAsLongAsTaken(Sink sink, AtomicInteger writes) {
        byte[] much = "data: 0123456789\n\n".repeat(4_000).getBytes(StandardCharsets.UTF_8);
        writes.incrementAndGet();
        while (sink.write(much)) {
            writes.incrementAndGet();
        }
        sink.onDrain(() -> writeAsLongAsTaken(sink, writes));
    }

    @Test
    void aClientThatReadsAgainIsServedToTheEnd() throws Exception {
        byte[] much = "data: 0123456789\n\n".repeat(40_000).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Void> drained = new CompletableFuture<>();
        street.provider =
                (call, sink) -> {
                    Street.onLoop(
                            sink,
                            () -> {
                                sink.begin(call.head());
                                int writes = 0;
                                while (sink.write(much)) {
                                    writes++;
                                }
                                sink.onDrain(() -> drained.complete(null));
                                return writes;
                            });
                    drained.join();
                    return Street.done();
                };
        try (Socket socket = street.raw(Street.rawPost(Street.STREAM))) {
            assertThat(until(socket.getInputStream(), "[DONE]\n\n")).contains("0123456789");
        }
    }

    @Test
    void whateverFailsInsideTheClientIsTold() throws Exception {
        street.provider =
                (call, sink) -> {
                    Street.says(call, sink, EVENT);
                    throw new IllegalStateException("secret words");
                };
        HttpResponse<String> whole = street.send(street.post(Street.UNARY));
        assertThat(whole.statusCode()).isEqualTo(500);
        assertThat(Json.parse(whole.body()).orElseThrow().at("/error/code").asText())
                .isEqualTo("internal_error");
        assertThat(whole.body()).doesNotContain("secret");
        try (Socket socket = street.raw(Street.rawPost(Street.STREAM))) {
            assertThat(all(socket)).contains("internal_error").doesNotContain("secret", "[DONE]");
        }
    }

    @Test
    void theHeadersHoldNoLineBreaksAndNothingButAscii() throws Exception {
        assertThat(street.send(street.post(Street.UNARY)).headers().firstValue("x-freeway-why"))
                .hasValueSatisfying(why -> assertThat(why).matches("[\\x20-\\x7e]+"));
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String until(InputStream in, String end) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] some = new byte[64 * 1024];
        for (int n; seen.indexOf(end) < 0 && (n = in.read(some)) >= 0; ) {
            seen.append(new String(some, 0, n, StandardCharsets.UTF_8));
        }
        assertThat(seen.indexOf(end)).as("'%s' in the stream", end).isNotNegative();
        return seen.toString();
    }
}
