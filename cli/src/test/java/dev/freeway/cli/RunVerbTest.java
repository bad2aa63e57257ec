package dev.freeway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code freeway run}, spoken to a gateway. */
class RunVerbTest {
    private static final String HELLO =
            "data:"
                + " {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Grüße\"}}]}\n\n";
    private static final String WORLD =
            ": keep-alive\n\n"
                    + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\","
                    + " you\"},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1200,\"completion_tokens\":5}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    private Spoken freeway(String typed) {
        Surroundings plain = Spoken.surroundings(gateway);
        InputStream in = new ByteArrayInputStream(typed.getBytes(UTF_8));
        return new Spoken(
                new Surroundings(
                        plain.gateway(),
                        plain.gateway(),
                        false,
                        80,
                        plain.clock(),
                        new Stdin(in, false)));
    }

    private JsonNode asked() {
        String last = gateway.asked().getLast();
        return Json.parse(last.substring(last.indexOf('{'))).orElseThrow();
    }

    @Test
    void theAnswerIsDataAndWhereItCameFromAHint() {
        gateway.streams(HELLO, WORLD, USAGE, DONE);
        Spoken freeway = freeway("");
        assertThat(freeway.execute("run", "auto", "Say", "hello")).isZero();
        assertThat(freeway.out()).isEqualTo("Grüße, you\n");
        assertThat(freeway.err())
                .isEqualTo(
                        "acme/smart-1, 1,200 in, 5 out, left freeway/rpd 99/100, acme/rpm 4/5;"
                                + " perishes first\n");
        assertThat(asked().at("/messages/0/content").asText()).isEqualTo("Say hello");
        assertThat(asked().path("stream").asBoolean()).isTrue();
    }

    @Test
    void piecesCutAnywhereMakeTheSameAnswer() {
        String all = HELLO + WORLD + USAGE + DONE;
        String[] letters =
                IntStream.range(0, all.length())
                        .mapToObj(i -> all.substring(i, i + 1))
                        .toArray(String[]::new);
        gateway.streams(letters);
        Spoken freeway = freeway("");
        assertThat(freeway.execute("run", "auto", "hello")).isZero();
        assertThat(freeway.out()).isEqualTo("Grüße, you\n");
    }

    @Test
    void jsonIsOneLine() {
        gateway.streams(HELLO, WORLD, USAGE, DONE);
        Spoken freeway = freeway("");
        assertThat(freeway.execute("run", "--json", "auto", "hello")).isZero();
        assertThat(freeway.out().lines()).hasSize(1);
        assertThat(freeway.err()).isEmpty();
        JsonNode said = Json.parse(freeway.out()).orElseThrow();
        assertThat(said.path("answer").asText()).isEqualTo("Grüße, you");
        assertThat(said.path("provider").asText()).isEqualTo("acme");
        assertThat(said.path("why").asText()).isEqualTo("perishes first");
        assertThat(said.path("finish_reason").asText()).isEqualTo("stop");
        assertThat(said.at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void wishesArePassedOn() {
        gateway.streams(HELLO, DONE);
        freeway("")
                .execute(
                        "run",
                        "auto",
                        "hi",
                        "--system",
                        "Be brief.",
                        "--max-tokens",
                        "7",
                        "--temperature",
                        "0.5");
        assertThat(asked().path("max_tokens").asInt()).isEqualTo(7);
        assertThat(asked().path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(asked().at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(asked().at("/messages/1/role").asText()).isEqualTo("user");
    }

    @Test
    void standardInputIsThePromptOrPartOfIt() {
        gateway.streams(HELLO, DONE);
        assertThat(freeway("What is piped\n").execute("run", "auto")).isZero();
        assertThat(asked().at("/messages/0/content").asText()).isEqualTo("What is piped");
        assertThat(freeway("a text\n").execute("run", "auto", "Shorten:", "-")).isZero();
        assertThat(asked().at("/messages/0/content").asText()).isEqualTo("Shorten: a text");
        assertThat(freeway(" \n").execute("run", "auto")).isEqualTo(2);
    }

    @Test
    void aRefusalIsSaidInTheGatewaysWords() {
        gateway.refuses(
                "/v1/chat/completions", 429, "{\"error\":{\"message\":\"acme/rpd is spent.\"}}");
        Spoken freeway = freeway("");
        assertThat(freeway.execute("run", "auto", "hello")).isOne();
        assertThat(freeway.out()).isEmpty();
        assertThat(freeway.err()).isEqualTo("acme/rpd is spent.\n");
    }

    @Test
    void whatIsNotWholeFails() {
        Spoken freeway = freeway("");
        gateway.streams(HELLO, "data: {\"error\":{\"message\":\"It broke.\"}}\n\n");
        assertThat(freeway.execute("run", "auto", "hello")).isOne();
        assertThat(freeway.out()).isEqualTo("Grüße\n");
        assertThat(freeway.err()).isEqualTo("It broke.\n");
        gateway.streams(HELLO, WORLD);
        assertThat(freeway.execute("run", "auto", "hello")).isOne();
        assertThat(freeway.err()).isEqualTo("the answer ended before it was whole\n");
        gateway.breaksAfter(HELLO);
        assertThat(freeway.execute("run", "--json", "auto", "hello")).isOne();
        assertThat(freeway.out()).isEmpty();
        assertThat(freeway.err()).startsWith("the answer broke off");
    }

    @Test
    void aHangingAnswerCanBeStopped() throws Exception {
        gateway.hangsAfter(HELLO);
        Conversation conversation =
                new Conversation(
                        new dev.freeway.wire.HttpCall(gateway.url(), "t"), Json.object(), "");
        Thread worker = Thread.currentThread();
        StreamedAnswer answer = new StreamedAnswer(_ -> worker.interrupt());
        assertThat(failure(() -> conversation.ask("auto", "hello", answer))).contains("broke off");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.text()).isEqualTo("Grüße");
    }

    @Test
    void aTextIsShownBeforeTheAnswerEnds() throws Exception {
        gateway.hangsAfter(HELLO);
        Spoken freeway = freeway("");
        FutureTask<Integer> running =
                new FutureTask<>(() -> freeway.execute("run", "auto", "hello"));
        Thread thread = Thread.ofVirtual().start(running);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (freeway.out().isEmpty() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(freeway.out()).isEqualTo("Grüße");
        thread.interrupt();
        assertThat(running.get(10, TimeUnit.SECONDS)).isOne();
    }

    @Test
    void whatCannotBeReadIsSaid() {
        Surroundings plain = Spoken.surroundings(gateway);
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        return read();
                    }
                };
        Spoken freeway =
                new Spoken(
                        new Surroundings(
                                plain.gateway(),
                                plain.gateway(),
                                false,
                                80,
                                plain.clock(),
                                new Stdin(broken, false)));
        assertThat(freeway.execute("run", "auto", "-")).isOne();
        assertThat(freeway.err()).isEqualTo("standard input cannot be read: gone\n");
    }

    private static String failure(java.util.concurrent.Callable<?> work) throws Exception {
        try {
            work.call();
            return "";
        } catch (dev.freeway.wire.HttpCall.Failed e) {
            return String.valueOf(e.getMessage());
        }
    }
}
