package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a member who is added to one who is gone, over HTTP. */
class MembersTest extends DemoTest {
    private static final String PLAN = "personal";

    private Clerk clerk;

    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    @BeforeEach
    void takeClerk() {
        clerk = new Clerk(demo, browser);
    }

    @Test
    void aMemberAsksModelsUntilTheTokenIsRevoked() throws Exception {
        JsonNode ann =
                clerk.done("POST", "/api/members", "{\"name\":\"ann\",\"plan\":\"personal\"}");
        String token = ann.path("token").asText();
        assertThat(ann.path("id").asText()).isEqualTo("ann");
        assertThat(token).matches("fw_[0-9A-Za-z]{49}");
        assertThat(clerk.chats(token)).isEqualTo(200);
        JsonNode key = clerk.done(token, "GET", "/v1/key", "").path("data");
        assertThat(key.path("member").asText()).isEqualTo("ann");
        assertThat(key.path("operator").asBoolean()).isFalse();
        String id = ann.path("token_id").asText();
        JsonNode listed = clerk.done("GET", "/api/tokens?of=ann", "").at("/data/0");
        assertThat(listed.path("id").asText()).isEqualTo(id);
        assertThat(listed.path("start").asText()).isEqualTo(token.substring(0, 7));
        assertThat(listed.path("last_used_at").asText()).isEqualTo(clock.instant().toString());
        assertThat(listed.toString()).doesNotContain(token.substring(7));
        clerk.done("DELETE", "/api/tokens/" + id, "");
        HttpResponse<String> refused = clerk.chats(token, "auto");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("This token was revoked.");
    }

    @Test
    void aMistypedTokenIsToldFromAnUnknownOne() throws Exception {
        String token = clerk.member("ann", PLAN);
        String mistyped =
                token.substring(0, 20)
                        + (token.charAt(20) == 'x' ? 'y' : 'x')
                        + token.substring(21);
        assertThat(clerk.chats(mistyped, "auto").body()).contains("its checksum is wrong");
        assertThat(clerk.chats("fw_other", "auto").body()).contains("not known here");
    }

    @Test
    void whoIsSuspendedOrGoneIsNotServed() throws Exception {
        String token = clerk.member("ann", PLAN);
        clerk.done("PATCH", "/api/members/ann", "{\"state\":\"suspended\"}");
        assertThat(clerk.chats(token)).isEqualTo(401);
        clerk.done("PATCH", "/api/members/ann", "{\"state\":\"active\"}");
        assertThat(clerk.chats(token)).isEqualTo(200);
        clerk.done("DELETE", "/api/members/ann", "");
        assertThat(clerk.chats(token)).isEqualTo(401);
        assertThat(clerk.ask(clerk.admin(), "GET", "/api/members/ann", "").statusCode())
                .isEqualTo(404);
        HttpResponse<String> again =
                clerk.ask(clerk.admin(), "POST", "/api/members", "{\"name\":\"ann\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        JsonNode audit = clerk.done("GET", "/api/audit?limit=1000", "").path("data");
        assertThat(audit.toString()).contains("\"kind\":\"person\",\"id\":\"ann\"");
    }

    @Test
    void everythingOutlivesARestart() throws Exception {
        String token = clerk.member("ann", PLAN);
        clerk.done("GET", "/api/me", "");
        clock.turn(Duration.ofSeconds(30));
        assertThat(clerk.chats(token)).isEqualTo(200);
        stopDemo();
        startDemo();
        takeClerk();
        assertThat(clerk.done("GET", "/api/tokens?of=ann", "").at("/data/0/last_used_at").asText())
                .isEqualTo(clock.instant().toString());
        assertThat(clerk.chats(token)).isEqualTo(200);
    }

    @Test
    void aTokenKeepsWithinItsOwnBounds() throws Exception {
        clerk.member("ann", PLAN);
        String token =
                token(
                        """
                        {"of":"ann","models":["cerebras/*","gpt-oss-*"],
                         "budgets":[{"meter":"requests","amount":2,"per":"hour"}],
                         "networks":["127.0.0.0/8"],"expires_at":"2026-06-21T12:00:00Z"}\
                        """);
        assertThat(clerk.chats(token, "cerebras/gpt-oss-120b").statusCode()).isEqualTo(200);
        assertThat(clerk.chats(token, "gpt-oss-120b").statusCode()).isEqualTo(200);
        HttpResponse<String> third = clerk.chats(token, "gpt-oss-120b");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("budget-requests-per-hour");
        clock.turn(Duration.ofHours(2));
        assertThat(clerk.chats(token, "gpt-oss-120b").statusCode()).isEqualTo(200);
        clock.turn(Duration.ofHours(22));
        assertThat(clerk.chats(token, "gpt-oss-120b").body()).contains("expired at");
        String elsewhere = token("{\"of\":\"ann\",\"networks\":[\"10.0.0.0/8\",\"fd00::/8\"]}");
        assertThat(clerk.chats(elsewhere, "auto").body()).contains("wrong_network");
        String others = token("{\"of\":\"ann\",\"models\":[\"other/*\"]}");
        assertThat(clerk.chats(others, "gpt-oss-120b").statusCode()).isBetween(400, 404);
    }

    private String token(String wanted) throws Exception {
        return clerk.done("POST", "/api/tokens", wanted).path("token").asText();
    }

    @Test
    void moreTokensGiveNoMore() throws Exception {
        String first = clerk.member("ann", PLAN);
        String second = token("{\"of\":\"ann\"}");
        long before = left(first);
        assertThat(before).isPositive();
        assertThat(clerk.chats(second)).isEqualTo(200);
        assertThat(left(first)).isEqualTo(left(second)).isLessThan(before);
    }

    private long left(String token) throws Exception {
        return clerk.done(token, "GET", "/v1/key", "").at("/data/limits/0/left").asLong();
    }

    @Test
    void aTokenWithoutAPlanAsksNothing() throws Exception {
        String token = clerk.member("ann", "");
        assertThat(clerk.chats(token, "auto").body()).contains("models:read");
        String bob = clerk.member("bob", PLAN);
        clerk.done("PATCH", "/api/members/bob", "{\"plan\":\"\"}");
        assertThat(clerk.chats(bob)).isEqualTo(403);
    }

    @Test
    void anAdminTokenAsksNoModels() throws Exception {
        assertThat(clerk.chats(clerk.admin())).isEqualTo(403);
        HttpResponse<String> both =
                clerk.ask(
                        clerk.admin(),
                        "POST",
                        "/api/tokens",
                        "{\"scopes\":[\"admin:read\",\"models:read\"]}");
        assertThat(both.statusCode()).isEqualTo(400);
    }

    @Test
    void whatABodySaysThatIsNotKnownIsNamed() throws Exception {
        HttpResponse<String> answer =
                clerk.ask(
                        clerk.admin(), "POST", "/api/members", "{\"name\":\"ann\",\"plam\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.json(answer).at("/error/param").asText()).isEqualTo("plam");
        assertThat(
                        clerk.ask(
                                        clerk.admin(),
                                        "POST",
                                        "/api/members",
                                        "{\"name\":\"ann\",\"plan\":\"none\"}")
                                .body())
                .contains("plan: 'none' (expected: one of ");
    }

    @Test
    void aPasswordIsTriedFiveTimesAMinute() throws Exception {
        clerk.member("ann", PLAN);
        String session = clerk.login("ann");
        assertThat(clerk.done(session, "GET", "/api/me", "").path("scopes").toString())
                .isEqualTo("[\"usage:read\",\"admin:read\",\"admin:write\"]");
        for (String name : new String[] {"ann", "nobody"}) {
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> wrong = login(name);
                assertThat(wrong.statusCode()).isEqualTo(401);
                assertThat(wrong.body()).contains("Name and password do not match.");
            }
            HttpResponse<String> sixth = login(name);
            assertThat(sixth.statusCode()).isEqualTo(429);
            assertThat(sixth.headers().firstValue("retry-after")).contains("60");
        }
        clock.turn(Duration.ofMinutes(1));
        assertThat(login("ann").statusCode()).isEqualTo(401);
        clock.turn(Duration.ofHours(12));
        assertThat(clerk.ask(session, "GET", "/api/me", "").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> login(String name) throws Exception {
        String body = Json.object().put("name", name).put("password", "wrong").toString();
        return clerk.ask("POST", "/api/login", "", Optional.empty(), body);
    }

    @Test
    void whatIsExportedIsAppliedAndThenThereIsNothingToDo() throws Exception {
        String token = clerk.member("ann", PLAN);
        clerk.organisation("acme", PLAN, "ann");
        clerk.done("POST", "/api/projects", "{\"holder\":\"acme\",\"name\":\"web\"}");
        JsonNode config = clerk.done("GET", "/api/config", "");
        assertThat(config.toString()).doesNotContain(token).contains("\"hash\"");
        assertThat(clerk.done("PUT", "/api/config", config.toString()).path("changes")).isEmpty();
        clerk.done("DELETE", "/api/projects/acme/web", "");
        clerk.done("PATCH", "/api/members/ann", "{\"plan\":\"\"}");
        clerk.member("bob", PLAN);
        String wanted = config.toString();
        JsonNode dry = clerk.done("PUT", "/api/config?dry_run=true", wanted).path("changes");
        assertThat(
                        dry.valueStream()
                                .map(c -> c.path("what").asText() + " " + c.path("id").asText()))
                .contains("change ann", "remove bob", "create acme/web");
        assertThat(clerk.done("GET", "/api/members/bob", "").path("state").asText())
                .isEqualTo("active");
        assertThat(clerk.done("PUT", "/api/config", wanted).path("changes")).isEqualTo(dry);
        assertThat(clerk.done("PUT", "/api/config", wanted).path("changes")).isEmpty();
        assertThat(clerk.done("GET", "/api/config", "")).isEqualTo(config);
        assertThat(clerk.chats(token)).isEqualTo(200);
    }

    @Test
    void anInvitationIsGoodForOne() throws Exception {
        clerk.member("ann", PLAN);
        clerk.organisation("acme", PLAN, "ann");
        String ann = clerk.login("ann");
        String code =
                clerk.done(ann, "POST", "/api/invitations", "{\"organisation\":\"acme\"}")
                        .path("code")
                        .asText();
        String body = Json.object().put("code", code).put("name", "bob").toString();
        HttpResponse<String> joined = clerk.ask("POST", "/api/join", "", Optional.empty(), body);
        assertThat(joined.statusCode()).isEqualTo(201);
        assertThat(clerk.done(ann, "GET", "/api/organisations/acme", "").at("/people/bob").asText())
                .isEqualTo("member");
        String again = body.replace("bob", "cyd");
        assertThat(clerk.ask("POST", "/api/join", "", Optional.empty(), again).statusCode())
                .isEqualTo(400);
    }
}
