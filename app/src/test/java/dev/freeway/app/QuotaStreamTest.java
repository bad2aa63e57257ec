package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who watches the quota sees all of it once, and then what changes. */
class QuotaStreamTest extends DemoTest {
    private static final String PATH = "/api/quota/stream";
    private static final int WATCHERS_MAX = 64;

    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    private HttpResponse<InputStream> watch(String token) throws Exception {
        HttpRequest.Builder request =
                browser.request(PATH).header("authorization", "Bearer " + token);
        return browser.client().send(request.build(), BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode event(BufferedReader lines, String name) throws Exception {
        assertThat(lines.readLine()).isEqualTo("event: " + name);
        String data = lines.readLine();
        assertThat(lines.readLine()).isEmpty();
        return Json.parse(data.substring("data: ".length())).orElseThrow();
    }

    @Test
    void allOfItAndThenWhatChanges() throws Exception {
        try (BufferedReader lines = lines(watch(demo.token()))) {
            JsonNode all = event(lines, "quota");
            assertThat(all.path("at").asText()).isEqualTo(clock.instant().toString());
            assertThat(all.path("limits")).isEqualTo(browser.quota());

            browser.chat("cerebras/gpt-oss-120b", "Hi [[out=5]]", false);
            JsonNode changes = event(lines, "changes");

            assertThat(changes.path("limits").findValuesAsText("model"))
                    .contains("gpt-oss-120b")
                    .doesNotContain("gemma-4-31b");
            for (JsonNode limit : changes.path("limits")) {
                assertThat(limit.path("used").asLong() + limit.path("held").asLong()).isPositive();
            }
        }
    }

    @Test
    void itEndsWithTheTokenItWasOpenedBy() throws Exception {
        Clerk clerk = new Clerk(demo, browser);
        JsonNode made = clerk.done("POST", "/api/tokens", "{\"scopes\":[\"gateway:read\"]}");
        try (BufferedReader lines = lines(watch(made.path("token").asText()))) {
            event(lines, "quota");

            clerk.done("DELETE", "/api/tokens/" + made.path("id").asText(), "");

            assertThat(lines.lines().filter(line -> line.startsWith("event:"))).isEmpty();
        }
    }

    @Test
    void onlySoManyWatchAtOnceAndWhoLeavesMakesRoom() throws Exception {
        List<HttpResponse<InputStream>> watching = new ArrayList<>();
        for (int i = 0; i < WATCHERS_MAX; i++) {
            watching.add(watch(demo.token()));
        }
        assertThat(watch(demo.token()).statusCode()).isEqualTo(429);

        for (HttpResponse<InputStream> one : watching) {
            one.body().close();
        }

        Browser.eventually(() -> {
            HttpResponse<InputStream> next = watch(demo.token());
            next.body().close();
            return next.statusCode() == 200;
        });
    }
}
