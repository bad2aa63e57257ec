package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who wants to be told when a limit runs low is told once, and in time. */
class AlertsTest extends DemoTest {
    /** Of the 120 requests a minute of the plan, the first at which the alert is due. */
    private static final int FEW = 4;

    private Hook hook;
    private Clerk clerk;
    private String token;

    @BeforeEach
    void open() throws Exception {
        hook = new Hook();
        clerk = new Clerk(demo, browser);
        token = clerk.member("ann", "personal");
    }

    @AfterEach
    void close() {
        hook.close();
    }

    private JsonNode alert(String of, String limit, String at) throws Exception {
        ObjectNode body =
                Json.object().put("of", of).put("limit", limit).put("at", at).put("to", hook.url());
        return clerk.done("POST", "/api/alerts", body.toString());
    }

    private void chats(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(clerk.chats(token)).isEqualTo(200);
        }
    }

    /** What was used is counted a moment after its answer. */
    private void told(int times) throws Exception {
        Browser.eventually(() -> {
            demo.alert();
            return hook.got().size() >= times;
        });
        demo.alert();
        assertThat(hook.got()).hasSize(times);
    }

    @Test
    void aThresholdIsToldOncePerWindowAndAgainInTheNext() throws Exception {
        String secret = alert("ann", "rpm", "3%").path("secret").asText();
        chats(FEW - 1);
        told(0);
        chats(1);
        told(1);
        chats(1);
        clock.turn(Duration.ofSeconds(40));
        told(1);
        clock.turn(Duration.ofSeconds(61));
        told(1);
        chats(FEW);
        told(2);
        for (Hook.Got got : hook.got()) {
            assertThat(got.header("webhook-signature")).isEqualTo("v1," + signed(got, secret));
        }
        JsonNode body = hook.got().getFirst().json();
        assertThat(body.path("type").asText()).isEqualTo("limit.threshold");
        assertThat(body.path("account").asText()).isEqualTo("ann");
        assertThat(body.path("plan").asText()).isEqualTo("personal");
        assertThat(body.path("limit").asText()).isEqualTo("rpm");
        assertThat(body.path("used").asInt()).isEqualTo(FEW);
        assertThat(body.path("amount").asInt()).isEqualTo(120);
        assertThat(body.path("left").asInt()).isEqualTo(120 - FEW);
        assertThat(body.path("message").asText()).contains("ann, rpm: 4 of 120 requests used");
        assertThat(hook.got().stream().map(got -> got.header("webhook-id")).distinct()).hasSize(2);
    }

    private static String signed(Hook.Got got, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String start = got.header("webhook-id") + "." + got.header("webhook-timestamp") + ".";
        mac.update(start.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(got.body()));
    }

    @Test
    void aBudgetIsToldOfByItsToken() throws Exception {
        token = clerk.member("bob", "pay-as-you-go");
        JsonNode made =
                clerk.done(
                        clerk.login("bob"),
                        "POST",
                        "/api/tokens",
                        "{\"budgets\":[{\"meter\":\"requests\",\"amount\":2,\"per\":\"day\"}]}");
        alert("bob", "*", "50%");
        token = made.path("token").asText();
        chats(1);
        told(1);
        JsonNode body = hook.got().getFirst().json();
        assertThat(body.path("token").asText()).isEqualTo(made.path("token_id").asText());
        assertThat(body.path("model").isNull()).isTrue();
        assertThat(body.path("left").asInt()).isEqualTo(1);
        assertThat(body.path("grant").isNull()).isTrue();
    }

    @Test
    void aForecastSaysWhenNothingWillBeLeft() throws Exception {
        clock.set(Instant.parse("2026-06-21T00:30:00Z"));
        token = clerk.member("bob", "github-models-free");
        alert("bob", "*", "forecast");
        for (int i = 0; i < 4; i++) {
            assertThat(clerk.chats(token, "openai/gpt-4o").statusCode()).isEqualTo(200);
        }
        told(0);
        clock.turn(Duration.ofMinutes(30));
        assertThat(clerk.chats(token, "openai/gpt-4o").statusCode()).isEqualTo(200);
        told(1);
        JsonNode body = hook.got().getFirst().json();
        assertThat(body.path("type").asText()).isEqualTo("limit.forecast");
        assertThat(body.path("limit").asText()).isEqualTo("rpd");
        assertThat(body.path("model").asText()).isEqualTo("openai/gpt-4o");
        // Five of fifty in half an hour: the other 45 in four and a half.
        assertThat(body.path("spent_at").asText()).isEqualTo("2026-06-21T05:30:00Z");
        assertThat(body.path("message").asText())
                .contains(
                        "5 of 50 requests used, spent by 05:30 UTC at this pace, resets 22 Jun"
                                + " 00:3");
    }

    @Test
    void aRestartSendsNothingTwice() throws Exception {
        alert("ann", "rpm", "3%");
        chats(FEW);
        told(1);
        stopDemo();
        startDemo();
        clerk = new Clerk(demo, browser);
        chats(1);
        told(1);
    }

    @Test
    void whatFailsIsTriedThreeTimes() throws Exception {
        alert("ann", "rpm", "3%");
        hook.answers(500);
        chats(FEW);
        told(1);
        clock.turn(Duration.ofSeconds(4));
        told(1);
        clock.turn(Duration.ofSeconds(1));
        told(2);
        hook.answers(302);
        clock.turn(Duration.ofSeconds(30));
        told(3);
        clock.turn(Duration.ofMinutes(10));
        told(3);
        List<Hook.Got> tries = hook.got();
        assertThat(tries.stream().map(got -> got.header("webhook-id")).distinct()).hasSize(1);
        assertThat(tries.stream().map(got -> got.header("webhook-timestamp")).distinct())
                .hasSize(3);
        assertThat(tries).allMatch(got -> got.path().equals("/hook"));
    }

    @Test
    void anAlertThatCannotBeIsRefusedByItsField() throws Exception {
        for (String at : List.of("0%", "101%", "80", "soon")) {
            assertThat(refused("rpm", at, "https://example.com/")).contains("at: '" + at);
        }
        for (String to : List.of("http://example.com/", "https://u:p@example.com/", "ftp://x/")) {
            assertThat(refused("rpm", "80%", to)).contains("an https address");
        }
        assertThat(refused("r p m", "80%", "https://example.com/")).contains("limit: 'r p m'");
    }

    private String refused(String limit, String at, String to) throws Exception {
        String body = Json.object().put("limit", limit).put("at", at).put("to", to).toString();
        var answer = clerk.ask(clerk.admin(), "POST", "/api/alerts", body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        return answer.body();
    }

    @Test
    void theSecretIsToldOnceAndARemovedAlertIsSilent() throws Exception {
        JsonNode made = alert("ann", "rpm", "3%");
        assertThat(made.path("secret").asText()).matches("whsec_[A-Za-z0-9+/]{43}=");
        String listed = clerk.done("GET", "/api/alerts?of=ann", "").toString();
        assertThat(listed).contains(made.path("id").asText()).doesNotContain("whsec_");
        clerk.done("DELETE", "/api/alerts/" + made.path("id").asText(), "");
        chats(FEW);
        told(0);
        assertThat(clerk.done("GET", "/api/alerts?of=ann", "").path("data")).isEmpty();
    }
}
