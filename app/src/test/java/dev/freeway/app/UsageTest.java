package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.testkit.Cases;
import dev.freeway.wire.HttpCall;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of usage, beside the stand-ins' own count. */
class UsageTest extends DemoTest {
    private static final List<String> MODELS =
            List.of(
                    "auto",
                    "auto:small",
                    "cerebras/gpt-oss-120b",
                    "openrouter/openai/gpt-oss-20b:free");

    private JsonNode page(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Browser.json(answer);
    }

    /** Answered, counted and written. */
    private void settled(int rows) throws Exception {
        Browser.eventually(() -> browser.held() == 0 && browser.logs().size() >= rows);
    }

    @Test
    void sumsAreWhatTheStandInsCounted() throws Exception {
        int asked = 60;
        Cases.forAll(
                1,
                random -> {
                    for (int i = 0; i < asked; i++) {
                        String model = MODELS.get(random.nextInt(MODELS.size()));
                        String words = "road ".repeat(1 + random.nextInt(200));
                        String content = words + "[[out=" + (1 + random.nextInt(80)) + "]]";
                        var _ = browser.chat(model, content, random.nextBoolean());
                        clock.turn(Duration.ofMinutes(random.nextInt(60)));
                    }
                });
        settled(asked);
        Map<String, List<Long>> told = new TreeMap<>();
        for (JsonNode row : page("/v1/usage?group_by=provider").path("usage")) {
            if (!row.path("provider").asText().isEmpty()) {
                told.put(row.path("provider").asText(), figures(row, "requests"));
            }
        }
        Map<String, List<Long>> counted = new TreeMap<>();
        for (Map.Entry<String, JsonNode> judge : browser.judge().path("providers").properties()) {
            if (judge.getValue().path("accepted").asLong() > 0) {
                counted.put(judge.getKey(), figures(judge.getValue(), "accepted"));
            }
        }
        assertThat(told).isEqualTo(counted).hasSizeGreaterThan(1);
        JsonNode total = page("/v1/usage?group_by=").path("total");
        assertThat(total.path("requests").asLong() + total.path("refused").asLong())
                .isEqualTo(asked);
        assertThat(page("/v1/usage?group_by=day,member,project,token,model").path("total"))
                .isEqualTo(total);
        assertThat(page("/v1/usage?group_by=day").path("usage").size()).isGreaterThan(1);
    }

    private static List<Long> figures(JsonNode row, String requests) {
        return List.of(
                row.path(requests).asLong(),
                row.path("input_tokens").asLong(),
                row.path("output_tokens").asLong());
    }

    @Test
    void aRowTellsWhatItTookToGetTheAnswer() throws Exception {
        assertThat(browser.chat("cerebras/gpt-oss-120b", "Hello [[out=9]]", true).statusCode())
                .isEqualTo(200);
        settled(1);
        JsonNode row = page("/v1/activity").at("/activity/0");
        assertThat(row.path("status").asInt()).isEqualTo(200);
        assertThat(row.path("first_token_ms").isNumber()).isTrue();
        assertThat(row.path("context_tokens").asInt()).isPositive();
        assertThat(row.path("version").asText()).isEqualTo(Gateway.VERSION);
        assertThat(row.path("rate_limits").properties().stream().map(Map.Entry::getKey))
                .anyMatch(name -> name.startsWith("x-ratelimit-remaining-"));
        assertThat(row.path("parameters").toString()).isEqualTo("{\"stream\":true}");
        assertThat(browser.logs().get(0).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void whatAProviderFailedSaysHowAndIsNoServedRequest() throws Exception {
        browser.fault("cerebras", "sunset", 1);
        assertThat(browser.chat("cerebras/gpt-oss-120b", "Hello [[out=9]]", false).statusCode())
                .isNotEqualTo(200);
        settled(1);
        JsonNode row = page("/api/activity?outcome=failed").at("/activity/0");
        assertThat(row.path("fault").asText()).isEqualTo("retired");
        assertThat(row.path("status").asInt()).isEqualTo(410);
        JsonNode total = page("/v1/usage").path("total");
        assertThat(total.path("requests").asInt()).isOne();
        assertThat(total.path("failed").asInt()).isOne();
        assertThat(total.path("output_tokens").asInt()).isZero();
    }

    @Test
    void aPaceIsForetoldToTheMemberWhoseLimitItIs() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(browser.chat("auto", "Hello [[out=9]]", false).statusCode()).isEqualTo(200);
            clock.turn(Duration.ofMinutes(20));
        }
        settled(4);
        JsonNode runway = page("/v1/usage").path("runway");
        assertThat(runway.findValuesAsText("limit")).contains("rpd");
        for (JsonNode limit : runway) {
            assertThat(limit.path("used").asLong()).isPositive();
            assertThat(limit.path("left").asLong() + limit.path("used").asLong())
                    .isEqualTo(limit.path("amount").asLong());
        }
    }

    @Test
    void whatWasPaidIsWhatTheStandInBilled(@TempDir java.nio.file.Path other) throws Exception {
        clock.set(java.time.Instant.parse("2026-11-20T12:00:00Z"));
        try (OneProvider world =
                new OneProvider(
                        clock,
                        other,
                        "openai",
                        "data_sharing=yes",
                        "allow_billing: {overage: 1.00}")) {
            int served = world.spend("gpt-4.1-2025-04-14", 20_000, false);
            try (HttpCall call =
                    new HttpCall(
                            URI.create("http://127.0.0.1:" + world.gateway.port()),
                            OneProvider.TOKEN)) {
                Browser.eventually(
                        () -> call.get("/v1/usage").at("/total/requests").asLong() >= served);
                JsonNode total =
                        call.get("/v1/usage?from=2026-11-01&until=2026-12-31").path("total");
                assertThat(world.billed()).isPositive();
                assertThat(total.path("paid_micro_dollars").asLong()).isEqualTo(world.billed());
                assertThat(total.path("free_micro_dollars").asLong()).isPositive();
                assertThat(
                                total.path("paid_micro_dollars").asLong()
                                        + total.path("free_micro_dollars").asLong())
                        .isEqualTo(total.path("list_price_micro_dollars").asLong());
            }
        }
    }
}
