package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who of an organisation sees whose usage. */
class OrganisationUsageTest extends DemoTest {
    private static final String PLAN = "personal";

    private Clerk clerk;
    private String ann;
    private String bob;
    private String bobs;
    private String cyd;

    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    /** Ann owns acme, where bob and cyd ask; bob by two tokens, one of them ended. */
    @BeforeEach
    void acmeAsks() throws Exception {
        clerk = new Clerk(demo, browser);
        for (String name : List.of("ann", "bob", "cyd")) {
            clerk.member(name, PLAN);
        }
        clerk.organisation("acme", PLAN, "ann", "bob", "cyd");
        ann = token("ann");
        bob = token("bob");
        JsonNode ended = made("bob");
        bobs = ended.path("token_id").asText();
        cyd = token("cyd");
        asks(ann, 1);
        asks(bob, 1);
        asks(ended.path("token").asText(), 1);
        asks(cyd, 3);
        clerk.done("DELETE", "/api/tokens/" + bobs, "");
        Browser.eventually(() -> requests(ann) == 6);
    }

    private JsonNode made(String who) throws Exception {
        return clerk.done(clerk.login(who), "POST", "/api/tokens", "{\"of\":\"acme\"}");
    }

    private String token(String who) throws Exception {
        return made(who).path("token").asText();
    }

    private void asks(String token, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(clerk.chats(token, "gpt-oss-120b").statusCode()).isEqualTo(200);
            clock.turn(Duration.ofMinutes(1));
        }
    }

    private long requests(String token) throws Exception {
        return clerk.done(token, "GET", "/v1/usage", "").at("/total/requests").asLong();
    }

    private JsonNode activity(String token, String query) throws Exception {
        return clerk.done(token, "GET", "/v1/activity" + query, "").path("activity");
    }

    @Test
    void anOwnerSeesAllOfItAndAMemberWhatItsOwnTokensUsed() throws Exception {
        assertThat(requests(bob)).isEqualTo(2);
        assertThat(requests(cyd)).isEqualTo(3);
        assertThat(activity(ann, "")).hasSize(6);
        assertThat(activity(bob, "")).hasSize(2);
        assertThat(activity(cyd, "?token=" + bobs)).isEmpty();
        assertThat(activity(ann, "?token=" + bobs)).hasSize(1);
        String file = clerk.ask(cyd, "GET", "/v1/activity?format=jsonl", "").body();
        assertThat(file.lines()).hasSize(3);
        assertThat(clerk.ask(cyd, "GET", "/v1/usage?group_by=token&format=csv", "").body())
                .doesNotContain(bobs);
        clerk.done("PUT", "/api/organisations/acme/people/bob", "{\"rank\":\"owner\"}");
        assertThat(requests(bob)).as("by the same token").isEqualTo(6);
        clerk.done("PATCH", "/api/members/cyd", "{\"role\":\"operator\"}");
        assertThat(requests(cyd)).isEqualTo(6);
        assertThat(clerk.done("GET", "/v1/usage?member=acme", "").at("/total/requests").asLong())
                .isEqualTo(6);
    }

    @Test
    void limitsAndCreditsAreSharedAndTheStatementIsItsOwners() throws Exception {
        assertThat(clerk.done(cyd, "GET", "/v1/key", "").at("/data/limits/0"))
                .isEqualTo(clerk.done(ann, "GET", "/v1/key", "").at("/data/limits/0"));
        clerk.done("POST", "/api/credits", "{\"holder\":\"acme\",\"micro_dollars\":1000}");
        assertThat(clerk.done(cyd, "GET", "/v1/credits", "").path("balance_micro_dollars").asLong())
                .isEqualTo(1_000);
        assertThat(clerk.done(ann, "GET", "/v1/credits/statement", "").path("statement"))
                .hasSize(1);
        HttpResponse<String> refused = clerk.ask(cyd, "GET", "/v1/credits/statement", "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("owner_only");
    }

    @Test
    void whoLeavesSeesNothingAndWhoIsAloneAllOfItsOwn() throws Exception {
        String own =
                clerk.done(clerk.login("bob"), "POST", "/api/tokens", "{}").path("token").asText();
        asks(own, 1);
        Browser.eventually(() -> requests(own) == 1);
        clerk.done("DELETE", "/api/organisations/acme/people/cyd", "");
        assertThat(clerk.ask(cyd, "GET", "/v1/usage", "").statusCode()).isEqualTo(401);
    }
}
