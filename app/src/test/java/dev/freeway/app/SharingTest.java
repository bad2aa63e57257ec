package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An organisation's consent to the keeping of what is said, and what it gets for it. */
class SharingTest extends DemoTest {
    private static final String MODEL = "cloudflare/@cf/openai/gpt-oss-20b";
    private static final String CONSENT = "/api/organisations/acme/consent";
    private static final String CONTENT = "/api/content?of=acme";

    private Clerk clerk;
    private String owner;
    private String token;

    @Override
    Set<String> providers() {
        return Set.of("cloudflare");
    }

    @BeforeEach
    void found() throws Exception {
        clerk = new Clerk(demo, browser);
        clerk.member("ann", "personal");
        clerk.organisation("acme", "shared-data-pool", "ann");
        owner = clerk.login("ann");
        token = orgToken();
    }

    private String orgToken() throws Exception {
        String body = "{\"of\":\"acme\",\"scopes\":[\"models:read\",\"usage:read\"]}";
        return clerk.done(owner, "POST", "/api/tokens", body).path("token").asText();
    }

    private HttpResponse<String> says(String text, boolean stream) throws Exception {
        return clerk.ask(
                token, "POST", "/v1/chat/completions", Browser.chatBody(MODEL, text, stream));
    }

    private JsonNode content() throws Exception {
        return clerk.done(owner, "GET", CONTENT, "").path("data");
    }

    @Test
    void theOwnersConsentOpensThePoolAndLetsWhatIsSaidBeKept() throws Exception {
        HttpResponse<String> refused = says("before [[out=5]]", false);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("consent to data sharing");
        JsonNode consent = clerk.done(owner, "PUT", CONSENT, "");
        assertThat(consent.path("shares_data").asBoolean()).isTrue();
        assertThat(consent.path("by").asText()).isEqualTo("ann");
        assertThat(consent.path("given_at").asText()).isEqualTo(clock.instant().toString());
        HttpResponse<String> whole = says("one [[out=5]]", false);
        assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
        HttpResponse<String> stream = says("two [[out=5]]", true);
        assertThat(stream.body()).contains("[DONE]");
        Browser.eventually(() -> content().size() == 2);
        JsonNode second = content().get(0);
        JsonNode first = content().get(1);
        assertThat(first.path("request").at("/messages/0/content").asText()).startsWith("one");
        assertThat(first.path("answer")).isEqualTo(Browser.json(whole));
        assertThat(first.path("id").asText())
                .isEqualTo(whole.headers().firstValue("x-request-id").orElseThrow());
        assertThat(first.path("model").asText()).isEqualTo(MODEL);
        assertThat(second.path("answer").isArray()).isTrue();
        assertThat(second.path("answer").get(0).path("object").asText())
                .isEqualTo("chat.completion.chunk");
        assertThat(second.path("answer").toString()).doesNotContain("DONE");
    }

    @Test
    void whatIsWithdrawnHoldsAtOnceAndWhatWasKeptIsErased() throws Exception {
        clerk.done(owner, "PUT", CONSENT, "");
        assertThat(says("said [[out=5]]", false).statusCode()).isEqualTo(200);
        Browser.eventually(() -> content().size() == 1);
        assertThat(clerk.done(owner, "DELETE", CONSENT, "").path("shares_data").asBoolean())
                .isFalse();
        assertThat(says("after [[out=5]]", false).statusCode()).isEqualTo(400);
        assertThat(content()).hasSize(1);
        JsonNode erased = clerk.done(owner, "DELETE", CONTENT, "");
        assertThat(erased.path("erased").asLong()).isEqualTo(1);
        assertThat(content()).isEmpty();
        String audit = clerk.done("GET", "/api/audit", "").toString();
        assertThat(audit).contains("sharing_consent", "created", "removed");
    }

    @Test
    void nothingIsKeptOfWhoeverDoesNotConsentOrObjects() throws Exception {
        clerk.done("PATCH", "/api/organisations/acme", "{\"plan\":\"personal\"}");
        assertThat(says("without [[out=5]]", false).statusCode()).isEqualTo(200);
        clerk.done(owner, "PUT", CONSENT, "");
        HttpResponse<String> objected =
                browser.send(
                        browser.request("/v1/chat/completions")
                                .header("authorization", "Bearer " + token)
                                .header("content-type", "application/json")
                                .header("x-freeway-privacy", "no-training")
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                Browser.chatBody(
                                                        MODEL, "objecting [[out=5]]", false))));
        assertThat(objected.statusCode()).as(objected.body()).isEqualTo(200);
        assertThat(says("with [[out=5]]", false).statusCode()).isEqualTo(200);
        Browser.eventually(() -> content().size() == 1);
        assertThat(content().toString()).contains("with [[").doesNotContain("objecting");
    }

    @Test
    void onlyAnOwnerConsentsAndOnlyOwnersAndOperatorsRead() throws Exception {
        clerk.member("cyd", "personal");
        clerk.done("PUT", "/api/organisations/acme/people/cyd", "{}");
        String cyd = clerk.login("cyd");
        assertThat(clerk.ask(clerk.admin(), "PUT", CONSENT, "").statusCode()).isEqualTo(403);
        assertThat(clerk.ask(cyd, "PUT", CONSENT, "").statusCode()).isEqualTo(403);
        assertThat(clerk.ask(cyd, "GET", CONTENT, "").statusCode()).isEqualTo(403);
        assertThat(clerk.ask(clerk.admin(), "GET", CONTENT, "").statusCode()).isEqualTo(200);
        HttpResponse<String> nobodys = clerk.ask(owner, "GET", "/api/content", "");
        assertThat(nobodys.statusCode()).isEqualTo(400);
        assertThat(Json.parse(nobodys.body()).orElseThrow().at("/error/param").asText())
                .isEqualTo("of");
    }
}
