package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a whole gateway says of its routing, and what of that outlives it. */
class RoutingTest extends DemoTest {
    @Override
    Set<String> providers() {
        return Set.of("cerebras", "openrouter");
    }

    @Test
    void itGoesWhereItSaidItWouldAndLimitsHavePrices() throws Exception {
        JsonNode told = page("GET", "/api/explain?model=auto&in=20&out=5&needs=tools");
        HttpResponse<String> answer = browser.chat("auto", "Hi [[out=5]]", false);
        JsonNode first = told.path("offers").path(0);
        assertThat(answer.headers().firstValue("x-freeway-provider"))
                .contains(first.path("provider").asText());
        assertThat(first.path("price").asDouble()).isPositive();
        JsonNode routing = page("GET", "/api/routing");
        assertThat(routing.path("informed").asBoolean()).isFalse();
        double last = Double.MAX_VALUE;
        for (JsonNode price : routing.path("prices")) {
            assertThat(price.path("request").asDouble()).isLessThanOrEqualTo(last);
            last = price.path("request").asDouble();
        }
        assertThat(routing.path("prices").size()).isGreaterThan(5);
        Browser.eventually(() -> browser.get("/api/logs").body().contains("served"));
        String why =
                Json.parse(browser.get("/api/logs").body())
                        .orElseThrow()
                        .at("/logs/0/why")
                        .asText();
        assertThat(why)
                .matches("\\S+@emulated/\\S+: .* at 0\\.\\d+ of .* has \\d+ of \\d+ .* left");
    }

    @Test
    void whenRequestsComeOutlivesARestartAndNoReset() throws Exception {
        assertThat(browser.chat("auto", "Hi [[out=5]]", false).statusCode()).isEqualTo(200);
        assertThat(page("GET", "/api/routing").at("/arrivals/per_hour/12").asDouble()).isPositive();
        clock.turn(Duration.ofMinutes(30));
        restart();
        JsonNode kept = page("GET", "/api/routing");
        assertThat(kept.at("/arrivals/per_hour/12").asDouble()).isPositive();
        assertThat(kept.at("/basis/examples").asInt()).isZero();
        assertThat(page("DELETE", "/api/routing?what=profile").path("forgotten").asText())
                .isEqualTo("profile");
        assertThat(page("GET", "/api/routing").at("/arrivals/per_hour/12").isNull()).isTrue();
        restart();
        assertThat(page("GET", "/api/routing").at("/arrivals/per_hour/12").isNull()).isTrue();
    }

    private void restart() throws Exception {
        stopDemo();
        startDemo();
    }

    private JsonNode page(String method, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(demo.url() + path))
                        .header("authorization", "Bearer " + demo.token())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.parse(answer.body()).orElseThrow();
        }
    }
}
