package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login that a browser keeps counts for our own pages, and for nobody else's. */
class SessionTest extends DemoTest {
    private static final Map<String, String> OWN = Map.of("sec-fetch-site", "same-origin");

    private Clerk clerk;
    private String token;

    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    @BeforeEach
    void aMember() throws Exception {
        clerk = new Clerk(demo, browser);
        token = clerk.member("ann", "personal");
        String password = Json.object().put("password", Clerk.PASSWORD).toString();
        clerk.done("PATCH", "/api/members/ann", password);
    }

    private HttpResponse<String> ask(
            String method, String path, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request =
                browser.request(path).method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return browser.send(request);
    }

    private static Map<String, String> json(Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("content-type", "application/json");
        return all;
    }

    private static Map<String, String> with(String cookie, String site) {
        return Map.of("cookie", cookie, "sec-fetch-site", site);
    }

    private static String password(String name) {
        return Json.object().put("name", name).put("password", Clerk.PASSWORD).toString();
    }

    private static String text(String token) {
        return Json.object().put("token", token).toString();
    }

    /** The cookie, as a browser sends it back. */
    private String logIn(String body) throws Exception {
        HttpResponse<String> answer = ask("POST", "/api/session", body, json(OWN));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    private int me(Map<String, String> headers) throws Exception {
        return ask("GET", "/api/me", "", headers).statusCode();
    }

    @Test
    void aLoginIsKeptWhereNoScriptReadsItAndNoOtherSiteSendsIt() throws Exception {
        HttpResponse<String> answer = ask("POST", "/api/session", password("ann"), json(OWN));

        assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
                .matches(
                        "__Host-freeway=fw_\\w+; Path=/; Secure; HttpOnly; SameSite=Strict;"
                                + " Max-Age=43200");
        JsonNode said = Browser.json(answer);
        assertThat(said.path("id").asText()).isEqualTo("ann");
        assertThat(said.has("token")).isFalse();
        assertThat(answer.body()).doesNotContain("fw_");
    }

    @Test
    void itCountsForOurOwnPagesOnly() throws Exception {
        String cookie = logIn(password("ann"));

        assertThat(me(with(cookie, "same-origin"))).isEqualTo(200);
        for (String site : List.of("cross-site", "same-site", "none", "")) {
            assertThat(me(with(cookie, site))).as(site).isEqualTo(401);
        }
        assertThat(me(Map.of("cookie", cookie))).isEqualTo(401);
    }

    @Test
    void whatChangesAnythingIsNoForm() throws Exception {
        Map<String, String> own = with(logIn(password("ann")), "same-origin");

        assertThat(ask("POST", "/api/tokens", "{}", own).statusCode()).isEqualTo(401);
        Map<String, String> form = new java.util.HashMap<>(own);
        form.put("content-type", "text/plain");
        assertThat(ask("POST", "/api/tokens", "{}", form).statusCode()).isEqualTo(401);
        assertThat(ask("POST", "/api/tokens", "{}", json(own)).statusCode()).isEqualTo(201);
    }

    @Test
    void itAsksNoModels() throws Exception {
        Map<String, String> own = with(logIn(password("ann")), "same-origin");
        String chat = Browser.chatBody("auto", "Hi", false);

        HttpResponse<String> answer = ask("POST", "/v1/chat/completions", chat, json(own));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("models:read");
    }

    @Test
    void leavingRevokesIt() throws Exception {
        String cookie = logIn(password("ann"));
        Map<String, String> own = with(cookie, "same-origin");

        assertThat(ask("DELETE", "/api/session", "", own).statusCode()).isEqualTo(403);
        assertThat(me(own)).isEqualTo(200);
        HttpResponse<String> left = ask("DELETE", "/api/session", "", json(own));

        assertThat(left.body()).contains("\"ended\":true");
        assertThat(left.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("__Host-freeway=;")
                .endsWith("Max-Age=0");
        assertThat(me(own)).isEqualTo(401);
        assertThat(me(Map.of("authorization", "Bearer " + cookie.split("=", 2)[1]))).isEqualTo(401);
    }

    @Test
    void aTokenThatWasBroughtStaysGoodElsewhere() throws Exception {
        String cookie = logIn(text(token));
        Map<String, String> own = with(cookie, "same-origin");

        assertThat(me(own)).isEqualTo(200);
        assertThat(ask("DELETE", "/api/session", "", json(own)).statusCode()).isEqualTo(200);
        assertThat(me(Map.of("authorization", "Bearer " + token))).isEqualTo(200);
    }

    @Test
    void whatIsNoTokenIsRefusedInWords() throws Exception {
        for (String bad : List.of("fw_x", "a b", "x; Path=/", "")) {
            HttpResponse<String> answer = ask("POST", "/api/session", text(bad), json(OWN));
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        }
    }

    @Test
    void nobodyIsLoggedInByAnotherSite() throws Exception {
        for (String site : List.of("cross-site", "same-site", "none")) {
            HttpResponse<String> answer =
                    ask(
                            "POST",
                            "/api/session",
                            password("ann"),
                            json(Map.of("sec-fetch-site", site)));
            assertThat(answer.statusCode()).as(site).isEqualTo(403);
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        }
        Map<String, String> form = Map.of("content-type", "text/plain");
        assertThat(ask("POST", "/api/session", password("ann"), form).statusCode()).isEqualTo(403);
    }

    @Test
    void aLoginThatIsNoLongerGoodKeepsNobodyOut() throws Exception {
        Map<String, String> old = json(with("__Host-freeway=fw_old", "same-origin"));

        assertThat(ask("POST", "/api/session", password("ann"), old).statusCode()).isEqualTo(200);
        assertThat(ask("DELETE", "/api/session", "", old).statusCode()).isEqualTo(200);
        assertThat(
                        ask("POST", "/api/join", "{\"code\":\"fwi_x\",\"name\":\"bob\"}", old)
                                .statusCode())
                .isEqualTo(400);
    }
}
