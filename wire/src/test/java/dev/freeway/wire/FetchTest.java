package dev.freeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is fetched is small, soon there, and from nowhere else. */
class FetchTest {
    private final Network network = Network.open(1);
    private final Fetch fetch = new Fetch(1_000, Duration.ofMillis(500));
    private Listener listener;

    @BeforeEach
    void open() throws IOException {
        listener = network.listen("127.0.0.1", 0, FetchTest::answer);
    }

    @AfterEach
    void close() {
        fetch.close();
        listener.close();
        network.close();
    }

    private static void answer(HttpServerRequest http) {
        switch (http.path()) {
            case "/large" -> http.response().end("\"" + "x".repeat(1_000) + "\"");
            case "/slow" -> http.response().setChunked(true).write("{");
            case "/silent" -> http.response();
            case "/moved" ->
                    http.response().setStatusCode(302).putHeader("location", "/page").end();
            case "/form" -> http.body().onSuccess(body -> http.response().end("\"" + body + "\""));
            case "/text" -> http.response().end("<html>");
            default -> http.response().end("{\"a\":1}");
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + listener.port() + path);
    }

    @Test
    void aPageIsReadAndAFormSent() throws Exception {
        assertThat(fetch.get(at("/page")).body().path("a").asInt()).isOne();
        assertThat(fetch.get(at("/text")).body()).isEmpty();
        assertThat(fetch.post(at("/form"), Map.of(), Map.of("a", "b c&=é")).body().asText())
                .isEqualTo("a=b+c%26%3D%C3%A9");
    }

    @Test
    void whatIsTooLargeOrTooSlowIsLeft() {
        for (String path : new String[] {"/large", "/slow", "/silent"}) {
            assertThatThrownBy(() -> fetch.get(at(path))).as(path).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aRedirectLeadsNowhere() throws Exception {
        assertThat(fetch.get(at("/moved")).status()).isEqualTo(302);
    }
}
