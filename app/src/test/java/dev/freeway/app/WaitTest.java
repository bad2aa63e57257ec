package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.testkit.TurnedClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request waits for room as long as it says, at a stand-in that answers five a minute. */
class WaitTest {
    private static final String MODEL = "cerebras/gpt-oss-120b";
    private static final int BURST = 5;

    @TempDir Path directory;

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private Demo demo;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        demo =
                new Demo(
                        new Demo.Wishes(
                                0,
                                1_000,
                                directory,
                                clock,
                                Duration.ofSeconds(20),
                                Set.of("cerebras")));
        browser = new Browser(demo);
        for (int i = 0; i < BURST; i++) {
            assertThat(browser.chat(MODEL, "Hi [[pace=fast]]", false).statusCode()).isEqualTo(200);
        }
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        demo.close();
    }

    private HttpRequest.Builder asking(boolean stream, String header, String value) {
        String body = Browser.chatBody(MODEL, "Hi [[pace=fast]]", stream);
        return browser.authorized("/v1/chat/completions")
                .header("content-type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** The answer, for which time goes by. */
    private HttpResponse<String> afterTime(HttpRequest.Builder asked) throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                browser.client().sendAsync(asked.build(), HttpResponse.BodyHandlers.ofString());
        while (!answer.isDone()) {
            clock.turn(Duration.ofMillis(200));
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return answer.get();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whatHasPatienceIsServedWhenThereIsRoom(boolean stream) throws Exception {
        HttpResponse<String> answer = afterTime(asking(stream, "X-Freeway-Wait", "30s"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-freeway-expected-wait")).isPresent();
        assertThat(browser.judge().at("/providers/cerebras/refused_by_quota").asInt()).isZero();
        assertThat(browser.judge().at("/providers/cerebras/accepted").asInt()).isEqualTo(BURST + 1);
        assertThat(browser.held()).isZero();
    }

    @Test
    void whatCannotBeServedInTimeIsRefusedAtOnce() throws Exception {
        HttpResponse<String> answer = browser.send(asking(false, "X-Freeway-Wait", "2s"));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.headers().firstValue("x-freeway-resets-at")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Freeway-Wait, soon, like 30s",
        "X-Freeway-Wait, 11m, at most 10m",
        "X-Freeway-Mode, fast, serve-now or make-it-last"
    })
    void whatIsNoWishIsSaidToBeNone(String header, String value, String expected) throws Exception {
        HttpResponse<String> answer = browser.send(asking(false, header, value));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(header, value, expected);
    }
}
