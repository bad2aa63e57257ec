package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code freeway models} and {@code logs}, spoken to a gateway. */
class ListsTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    @BeforeEach
    void fill() {
        gateway.page(
                "/v1/models",
                """
                {"data":[{"id":"auto","owned_by":"freeway"},{"id":"acme/Smart-1:free","class":"small","owned_by":"acme"}]}\
                """);
        gateway.page("/api/logs", logs(0, 2));
    }

    private static String logs(int from, int to) {
        StringBuilder logs = new StringBuilder("{\"logs\":[");
        for (int i = from; i < to; i++) {
            logs.append(i > from ? "," : "")
                    .append(
                            """
                            {"id":"r%d","at":"2026-11-20T12:00:0%d.5Z","took_ms":1350,"member":"ann",
                            "outcome":"%s","asked":"auto","provider":"%s","account":"work","model":"smart-1",
                            "answer_id":"a","input_tokens":1200,"cached_tokens":0,"output_tokens":5,
                            "estimated":%b,"tries":1,"why":"perishes first"}\
                            """
                                    .formatted(
                                            i,
                                            i,
                                            i == 0 ? "served" : "refused",
                                            i == 0 ? "acme" : "",
                                            i == 0));
        }
        return logs.append("]}").toString();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void modelsAreListed() {
        assertThat(freeway.execute("models")).isZero();
        assertThat(freeway.out())
                .isEqualTo("auto                      freeway\nacme/Smart-1:free  small  acme\n");
    }

    @Test
    void modelsAreFilteredAsTextAndAsJson() {
        assertThat(freeway.execute("models", "smart")).isZero();
        assertThat(freeway.out()).isEqualTo("acme/Smart-1:free  small  acme\n");
        assertThat(freeway.execute("models", "smart", "--json")).isZero();
        JsonNode models = Json.parse(freeway.out()).orElseThrow();
        assertThat(models.findValuesAsText("id")).containsExactly("acme/Smart-1:free");
        assertThat(freeway.execute("models", "nothing", "--json")).isOne();
        assertThat(Json.parse(freeway.out()).orElseThrow()).isEmpty();
        assertThat(freeway.err()).contains("no model's name contains 'nothing'");
    }

    @Test
    void logsSayWhatBecameOfEach() {
        assertThat(freeway.execute("logs", "--limit", "7")).isZero();
        assertThat(freeway.out())
                .isEqualTo(
                        """
                        2026-11-20T12:00:00Z served   acme/smart-1                               1,200 in      5 out~  1,350 ms  perishes first
                        2026-11-20T12:00:01Z refused  auto                                       1,200 in      5 out   1,350 ms  perishes first
                        """);
        assertThat(gateway.asked()).containsExactly("GET /api/logs?limit=7 Bearer fw_test ");
        assertThat(freeway.execute("logs", "--limit", "0")).isEqualTo(2);
        assertThat(freeway.err()).contains("expected: 1 to 1000");
    }

    @Test
    void logsAsJsonAreALineEach() {
        assertThat(freeway.execute("logs", "--json")).isZero();
        assertThat(freeway.out().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(Json.parse(line)).isPresent());
    }

    @Test
    void nothingAskedYetIsSaid() {
        gateway.page("/api/logs", "{\"logs\":[]}");
        assertThat(freeway.execute("logs")).isZero();
        assertThat(freeway.out()).isEmpty();
        assertThat(freeway.err()).startsWith("nothing was asked yet");
    }

    @Test
    void followedLogsComeOnceEachFromTheLatestAskedFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(5);
        gateway.on(
                "/api/logs",
                request -> {
                    asked.countDown();
                    request.response().end(logs(0, (int) Math.min(9, 8 - asked.getCount())));
                });
        FutureTask<Integer> following =
                new FutureTask<>(() ->
                        freeway.execute("logs", "--follow", "--limit", "2", "--every", "0.01"));
        Thread thread = Thread.ofVirtual().start(following);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(following.get(10, TimeUnit.SECONDS)).isZero();
        List<String> times = freeway.out().lines().map(line -> line.substring(0, 20)).toList();
        assertThat(times)
                .startsWith("2026-11-20T12:00:02Z", "2026-11-20T12:00:03Z", "2026-11-20T12:00:04Z")
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void everyVerbExplainsItselfAndItsExitCodes() {
        for (String verb :
                List.of("quota", "run", "models", "providers", "explain", "routing", "logs")) {
            assertThat(freeway.execute(verb, "--help")).as(verb).isZero();
            assertThat(freeway.out())
                    .contains(
                            "Usage: freeway " + verb, "--json", "--url", "--token", "Exit codes:");
        }
    }
}
