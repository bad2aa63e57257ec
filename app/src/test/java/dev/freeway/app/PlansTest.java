package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What members meet who are granted a free tier, over an account that serves anyone. */
class PlansTest {
    private static final String ANN = "fw_ann_ann_ann_ann";
    private static final String BOB = "fw_bob_bob_bob_bob";
    private static final String EVE = "fw_eve_eve_eve_eve";
    private static final String PHI = "microsoft/phi-4";
    private static final String CHAT = "/inference/chat/completions";

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-21T09:00:00Z"));
    @TempDir private Path directory;
    private OneProvider provider;

    @BeforeEach
    void open() throws Exception {
        String members =
                ", {name: ann, token: %s, plan: github-models-free}, {name: bob, token: %s, plan: monthly-credit}, {name: eve, token: %s, plan: shared-data-pool}"
                        .formatted(ANN, BOB, EVE);
        provider =
                new OneProvider(
                        clock,
                        directory,
                        "cloudflare",
                        "workers_plan=free",
                        "",
                        "workers_plan=free",
                        members);
    }

    @AfterEach
    void close() throws Exception {
        provider.close();
    }

    @Test
    void theSixteenthCallOfAMinuteIsRefusedAsGitHubDid() throws Exception {
        for (int i = 0; i < 15; i++) {
            HttpResponse<String> answer = ask(ANN, PHI);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-freeway-in-place-of")).contains("phi-4");
            clock.turn(Duration.ofSeconds(1));
        }
        HttpResponse<String> refused = ask(ANN, PHI);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("x-ratelimit-type"))
                .contains("UserByModelByMinute");
        assertThat(refused.headers().firstValue("retry-after")).contains("45");
        JsonNode error = error(refused);
        assertThat(error.path("code").asText()).isEqualTo("RateLimitReached");
        assertThat(error.path("message").asText())
                .isEqualTo(
                        "Rate limit of 15 per 60s exceeded for UserByModelByMinute. Please wait 45"
                                + " seconds before retrying.");
        assertThat(error.path("freeway").asText()).contains("rpm", "the plan of ann", PHI);
        assertThat(ask(ANN, "openai/gpt-4o").statusCode()).as("another model").isEqualTo(200);
        clock.turn(Duration.ofSeconds(45));
        assertThat(ask(ANN, PHI).statusCode()).isEqualTo(200);
    }

    @Test
    void theHundredAndFiftyFirstOfADayToo() throws Exception {
        for (int i = 0; i < 150; i++) {
            HttpResponse<String> answer = ask(ANN, PHI);
            assertThat(answer.statusCode()).as(i + ": " + answer.body()).isEqualTo(200);
            clock.turn(Duration.ofSeconds(5));
        }
        HttpResponse<String> refused = ask(ANN, PHI);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("x-ratelimit-type")).contains("UserByModelByDay");
        assertThat(error(refused).path("message").asText())
                .startsWith("Rate limit of 150 per 86400s exceeded for UserByModelByDay.");
    }

    @Test
    void eightThousandAndOneTokensAreTooLarge() throws Exception {
        HttpResponse<String> larger = provider.ask(ANN, CHAT, words(8_000));
        long beside = Long.parseLong(error(larger).path("needed").asText()) - 8_000;
        assertThat(beside).isBetween(1L, 20L);
        HttpResponse<String> fits = provider.ask(ANN, CHAT, words((int) (8_000 - beside)));
        assertThat(fits.statusCode()).as(fits.body()).isEqualTo(200);
        HttpResponse<String> large = provider.ask(ANN, CHAT, words((int) (8_001 - beside)));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(error(large).path("code").asText()).isEqualTo("tokens_limit_reached");
        assertThat(error(large).path("message").asText())
                .isEqualTo("Request body too large for phi-4 model. Max size: 8000 tokens.");
    }

    @Test
    void whatThePlanDoesNotIncludeIsNotServedAndAnyOtherModelCountsByItsClass() throws Exception {
        HttpResponse<String> refused = ask(ANN, "openai/gpt-5");
        assertThat(refused.statusCode()).isBetween(400, 404);
        HttpResponse<String> other = ask(ANN, "cloudflare/@cf/meta/llama-3.2-3b-instruct");
        assertThat(other.headers().firstValue("x-freeway-left").orElseThrow())
                .contains("freeway/rpm=14/15", "freeway/rpd=149/150", "freeway/concurrent=4/5");
        assertThat(ask(ANN, "auto").statusCode()).isEqualTo(200);
    }

    @Test
    void theListsHaveThePlansOwnNamesAndNothingItExcludes() throws Exception {
        JsonNode models = list(ANN, "/v1/models").path("data");
        List<String> ids = models.findValuesAsText("id");
        assertThat(ids)
                .contains(PHI, "openai/gpt-4o", "auto", "cloudflare/@cf/openai/gpt-oss-20b")
                .doesNotContain("openai/gpt-5")
                .doesNotHaveDuplicates();
        assertThat(provider.get(ANN, "/v1/models/" + PHI).statusCode()).isEqualTo(200);
        JsonNode catalogue = list(ANN, "/catalog/models");
        assertThat(catalogue.findValuesAsText("id")).contains(PHI).doesNotHaveDuplicates();
        for (JsonNode model : catalogue) {
            assertThat(model.path("rate_limit_tier").asText()).isNotEqualTo("text");
            if (model.path("id").asText().equals(PHI)) {
                assertThat(model.path("rate_limit_tier").asText()).isEqualTo("low");
                assertThat(model.at("/limits/max_input_tokens").asLong()).isPositive();
            }
        }
        assertThat(list(BOB, "/v1/models").path("data").findValuesAsText("id"))
                .contains("cloudflare/@cf/openai/gpt-oss-20b")
                .doesNotContain(PHI);
        assertThat(list(EVE, "/v1/models").path("data").findValuesAsText("id"))
                .allMatch(id -> id.startsWith("auto"));
    }

    private JsonNode list(String token, String path) throws Exception {
        HttpResponse<String> answer = provider.get(token, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body()).orElseThrow();
    }

    @Test
    void aMonthsCreditEndsWith402AndComesBackOnTheFirst() throws Exception {
        String model = "cloudflare/@cf/meta/llama-3.1-70b-instruct-fp8-fast";
        ObjectNode large = OneProvider.body(model, 4_000, false);
        HttpResponse<String> answer = provider.ask(BOB, CHAT, large);
        int served = 0;
        while (answer.statusCode() == 200) {
            served++;
            clock.turn(Duration.ofHours(12));
            answer = provider.ask(BOB, CHAT, large);
        }
        // 4,000 tokens of output at $2.252855 a million are $0.009011; the twelfth overdraws.
        assertThat(served).isEqualTo(12);
        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(error(answer).path("message").asText()).startsWith("You have depleted");
        assertThat(answer.headers().firstValue("x-freeway-resets-at"))
                .contains("2026-12-01T00:00:00Z");
        clock.turn(Duration.between(clock.instant(), Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(provider.ask(BOB, CHAT, large).statusCode()).isEqualTo(200);
    }

    @Test
    void aPoolForSharedDataIsClosedToWhomeverSharesNone() throws Exception {
        HttpResponse<String> refused = ask(EVE, "cloudflare/@cf/openai/gpt-oss-20b");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("consent to data sharing");
    }

    private HttpResponse<String> ask(String token, String model) throws Exception {
        return provider.ask(token, CHAT, OneProvider.body(model, 3, false));
    }

    /** One token each, but for the few that a message takes. */
    private static ObjectNode words(int tokens) {
        ObjectNode body = Json.object().put("model", PHI).put("max_tokens", 3);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", "[[pace=fast]]" + " road".repeat(tokens));
        return body;
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .path("error");
    }
}
