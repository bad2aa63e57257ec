package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code freeway quota}, spoken to a gateway. */
class QuotaVerbTest {
    private static final String PAGE =
            """
            {"at":"2026-11-20T12:00:00Z","limits":[{"provider":"acme","account":"work","model":"*",
            "limit":"rpm","meter":"requests","amount":5,"used":1,"held":0,"left":4,"secret":1,
            "resets_at":"2026-11-20T12:00:12Z"},{"provider":"acme","account":"work","model":"*",
            "limit":"gift","meter":"requests","amount":5,"used":1,"held":0,"left":4,"resets_at":null}]}\
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void showsWhatIsLeft() {
        gateway.page("/api/quota", PAGE);
        assertThat(freeway.execute("quota")).isZero();
        assertThat(freeway.out()).contains("acme / work", "4 left of 5", "in 12 s");
        assertThat(gateway.asked()).containsExactly("GET /api/quota Bearer fw_test ");
    }

    @Test
    void jsonIsAnArrayOfExactlyThePromisedFields() {
        gateway.page("/api/quota", PAGE);
        assertThat(freeway.execute("quota", "--json")).isZero();
        JsonNode limits = Json.parse(freeway.out()).orElseThrow();
        assertThat(limits.isArray()).isTrue();
        assertThat(limits)
                .hasSize(2)
                .allSatisfy(limit ->
                        assertThat(limit.properties().stream().map(Map.Entry::getKey))
                                .containsExactly(
                                        "provider",
                                        "account",
                                        "model",
                                        "limit",
                                        "meter",
                                        "amount",
                                        "used",
                                        "held",
                                        "left",
                                        "resets_at"));
        assertThat(limits.get(1).get("resets_at").isNull()).isTrue();
    }

    @Test
    void oneMemberIsShownAlone() {
        String granted =
                PAGE.replace("\"acme\",\"account\":\"work\"", "\"freeway\",\"account\":\"%s\"");
        gateway.page(
                "/api/quota", granted.formatted("ann", "bob").replace("\"used\":1", "\"used\":0"));
        assertThat(freeway.execute("quota", "--member", "bob")).isZero();
        assertThat(freeway.out()).contains("freeway / bob", "gift").doesNotContain("ann");
        assertThat(freeway.execute("quota", "--member", "bob", "--json")).isZero();
        assertThat(Json.parse(freeway.out()).orElseThrow()).hasSize(1);
        assertThat(freeway.execute("quota", "--member", "cyd")).isZero();
        assertThat(freeway.out()).isEqualTo("no limit of 'cyd' is known here\n");
    }

    @Test
    void watchDrawsAgainUntilItIsStoppedAndSurvivesAGatewayThatDoesNot() throws Exception {
        CountDownLatch asked = new CountDownLatch(5);
        gateway.on(
                "/api/quota",
                request -> {
                    asked.countDown();
                    boolean well = asked.getCount() != 2;
                    request.response().setStatusCode(well ? 200 : 500).end(well ? PAGE : "{}");
                });
        FutureTask<Integer> watching =
                new FutureTask<>(() -> freeway.execute("quota", "--watch", "--every", "0.01"));
        Thread thread = Thread.ofVirtual().start(watching);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(watching.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(freeway.out().split("acme / work", -1)).hasSizeGreaterThan(3);
        assertThat(freeway.err()).contains("500");
    }

    @Test
    void aRefusalIsSaidInTheGatewaysWords() {
        gateway.refuses("/api/quota", 401, "{\"error\":{\"message\":\"This token is unknown.\"}}");
        assertThat(freeway.execute("quota")).isOne();
        assertThat(freeway.err()).isEqualTo("This token is unknown.\n");
        assertThat(freeway.out()).isEmpty();
    }

    @Test
    void whereThereIsNoGatewayItSaysHowToStartOne() {
        assertThat(freeway.execute("quota", "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(freeway.err())
                .isEqualTo("no gateway at http://127.0.0.1:1 (start one: ./freeway demo)\n");
    }

    @Test
    void anAddressMayEndAsClientsHaveIt() {
        gateway.page("/api/quota", PAGE);
        for (String end : List.of("", "/", "/v1", "/v1/")) {
            assertThat(freeway.execute("quota", "--url", gateway.url() + end, "--token", "t"))
                    .as(end)
                    .isZero();
        }
        assertThat(gateway.asked()).hasSize(4).containsOnly("GET /api/quota Bearer t ");
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        for (String url : List.of("localhost:8787", "ftp://x", "http://")) {
            assertThat(freeway.execute("quota", "--url", url)).as(url).isEqualTo(2);
            assertThat(freeway.err()).contains(url, "expected: http").doesNotContain("Exception");
        }
    }

    @Test
    void theKnownTokenGoesToTheKnownGatewayOnly() {
        gateway.page("/api/quota", PAGE);
        try (FakeGateway other = new FakeGateway()) {
            other.page("/api/quota", PAGE);
            freeway.execute("quota", "--url", other.url().toString());
            assertThat(other.asked()).noneMatch(asked -> asked.contains("fw_test"));
        }
        freeway.execute("quota", "--url", gateway.url().toString());
        assertThat(gateway.asked()).containsExactly("GET /api/quota Bearer fw_test ");
    }
}
