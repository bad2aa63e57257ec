package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.fault.Fault;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Reception;
import dev.freeway.relay.Reply;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same {@code Idempotency-Key} is answered once, and the same. */
class IdempotencyTest {
    private static final String EVENT = "data: {\"a\":1}\n\n";
    private final Street street = new Street();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        street.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Street.UNARY, Street.STREAM})
    void aRetryGetsTheStoredAnswer(String body) throws Exception {
        street.provider =
                (call, sink) -> Street.says(call, sink, EVENT + calls.incrementAndGet() + "\n\n");
        HttpResponse<String> first = keyed(body);
        HttpResponse<String> second = keyed(body);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("content-type"))
                .isEqualTo(first.headers().firstValue("content-type"));
        assertThat(second.headers().firstValue("x-freeway-provider")).contains("acme");
        assertThat(second.headers().firstValue("idempotent-replayed")).contains("true");
        assertThat(first.headers().firstValue("idempotent-replayed")).isEmpty();
        assertThat(calls).hasValue(1);
        assertThat(street.ledger.settlements).hasSize(1);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsA422() throws Exception {
        keyed(Street.UNARY);
        HttpResponse<String> answer = keyed(Street.STREAM);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("idempotency_key_reused");
    }

    @Test
    void whileTheFirstIsUnderWayTheSecondIsA409() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        street.provider =
                (call, sink) -> {
                    asked.complete(null);
                    go.join();
                    return Street.says(call, sink, "{}");
                };
        var first = street.sendAsync(street.post(Street.UNARY).header("idempotency-key", "k"));
        asked.join();
        HttpResponse<String> second = keyed(Street.UNARY);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("retry-after")).contains("1");
        go.complete(null);
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(keyed(Street.UNARY).statusCode()).isEqualTo(200);
    }

    @Test
    void aRequestThatFailedFreesItsKey() throws Exception {
        street.provider =
                (_, _) ->
                        new Reply.Failed(
                                new Fault.Rejected(400, "no", "no"),
                                false,
                                Reception.at(Instant.EPOCH));
        assertThat(keyed(Street.UNARY).statusCode()).isEqualTo(400);
        street.provider =
                (_, _) -> {
                    throw new IllegalStateException("a bug");
                };
        assertThat(keyed(Street.UNARY).statusCode()).isEqualTo(500);
        street.provider = (call, sink) -> Street.says(call, sink, "{}");
        assertThat(keyed(Street.UNARY).statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerThatCannotBeMadeDurableIsNotGiven() throws Exception {
        street.ledger.settles = false;
        HttpResponse<String> answer = keyed(Street.UNARY);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.body()).contains("ledger_unavailable").doesNotContain("disk");
        street.ledger.settles = true;
        assertThat(keyed(Street.UNARY).statusCode()).isEqualTo(200);
    }

    @Test
    void aLedgerThatCannotWriteIsA503AndNothingLeaves() throws Exception {
        street.ledger.decision =
                _ -> {
                    throw new LedgerUnavailable("no", new IllegalStateException());
                };
        street.provider = (call, sink) -> Street.says(call, sink, "" + calls.incrementAndGet());
        assertThat(keyed(Street.UNARY).statusCode()).isEqualTo(503);
        assertThat(street.send(street.post(Street.STREAM)).statusCode()).isEqualTo(503);
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void aKeyIsNeitherEmptyNorEndless(int length) throws Exception {
        HttpResponse<String> answer =
                street.send(
                        street.post(Street.UNARY).header("idempotency-key", "k".repeat(length)));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> keyed(String body) throws Exception {
        return street.send(street.post(body).header("idempotency-key", "k"));
    }
}
