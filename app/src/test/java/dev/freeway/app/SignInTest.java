package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes by an OpenID provider, over HTTP from a browser to a token. */
class SignInTest {
    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Guest guest = new Guest();
    @TempDir private Path directory;
    private IdentityProvider provider;
    private SignInSite site;
    private String admin;

    @BeforeEach
    void open() throws Exception {
        provider = new IdentityProvider(clock);
        site = new SignInSite(directory, clock, provider, "", Optional.empty());
        admin = site.operator();
        site.opens(SignInSite.SIGN_UP);
    }

    @AfterEach
    void close() throws Exception {
        guest.close();
        site.close();
        provider.close();
    }

    private int people() throws Exception {
        return Json.parse(guest.ask(site.url(), "GET", "/api/members", admin, "").body())
                .orElseThrow()
                .path("data")
                .size();
    }

    private HttpResponse<String> redeem(String code) throws Exception {
        String body = Json.object().put("code", code).toString();
        return guest.ask(site.url(), "POST", "/api/login/code", "", body);
    }

    /** That nobody came in, and somebody was told so by that page. */
    private void refused(HttpResponse<String> page, int status, String words) throws Exception {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
        assertThat(page.body()).contains("You are not logged in", words);
        assertThat(Guest.token(page)).isEmpty();
        strict(page);
        assertThat(people()).isEqualTo(1);
    }

    private static void strict(HttpResponse<String> page) {
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("<script").doesNotContain("Home <b>");
    }

    @Test
    void aStrangerSignsUpAndIsKnownTheNextTime() throws Exception {
        HttpResponse<String> page = guest.login(site.url());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        strict(page);
        String token = Guest.token(page).orElseThrow();
        JsonNode me = guest.me(site.url(), token);
        assertThat(me.path("id").asText()).isEqualTo("ann");
        assertThat(me.path("plan").asText()).isEqualTo("personal");
        assertThat(me.path("scopes").toString())
                .isEqualTo("[\"usage:read\",\"admin:read\",\"admin:write\"]");
        assertThat(me.path("expires_at").asText()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
        assertThat(people()).isEqualTo(2);
        String view = guest.ask(site.url(), "GET", "/api/members/ann", admin, "").body();
        assertThat(view).contains("\"logs_in\":true", "ann@example.com");
        assertThat(provider.complaints()).isEmpty();
        assertThat(provider.keyFetches()).isOne();
    }

    @Test
    void theCookieIsBoundToThisSiteAndGoneAfterwards() throws Exception {
        HttpResponse<String> begun = guest.get(site.url().resolve("/login/openid"));
        String cookie = begun.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("freeway-login=")
                .contains("; Path=/; Max-Age=600; HttpOnly; SameSite=Lax");
        guest.login(site.url());
        assertThat(guest.cookies.getCookieStore().getCookies()).isEmpty();
        site.opens(URI.create("https://gateway.example"), "");
        begun = guest.get(site.url().resolve("/login/openid"));
        assertThat(begun.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("__Host-freeway-login=")
                .endsWith("; Secure");
        assertThat(Guest.location(begun).orElseThrow().getRawQuery())
                .contains("redirect_uri=https%3A%2F%2Fgateway.example%2Flogin%2Fopenid%2Fcallback");
    }

    @Test
    void aProviderMayTakeTheSecretInItsForm() throws Exception {
        provider.discovery(page ->
                page.putArray("token_endpoint_auth_methods_supported").add("client_secret_post"));
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
        assertThat(provider.complaints()).isEmpty();
    }

    /** What an ID token may say that makes it another's, or nobody's. */
    private static List<Arguments> lies() {
        long now = Instant.parse("2026-11-20T12:00:00Z").getEpochSecond();
        return List.of(
                lie("another login", c -> c.put("nonce", "x")),
                lie("another login", c -> c.remove("nonce")),
                lie("another client", c -> c.put("aud", "other")),
                lie(
                        "several clients",
                        c -> c.putArray("aud").add(IdentityProvider.CLIENT).add("x")),
                lie("made for another client", c -> c.put("azp", "other")),
                lie("another issuer", c -> c.put("iss", "https://evil.example")),
                lie("another issuer", c -> c.remove("iss")),
                lie("expired", c -> c.put("exp", now - 61)),
                lie("expired", c -> c.remove("exp")),
                lie("just now", c -> c.put("iat", now + 61)),
                lie("just now", c -> c.put("iat", now - 3_600)),
                lie("just now", c -> c.remove("iat")),
                lie("who that is", c -> c.put("sub", " ")),
                lie("another form", c -> c.put("nonce", 7)));
    }

    private static Arguments lie(String told, Consumer<ObjectNode> claims) {
        return Arguments.of(told, claims);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aTokenThatSaysSomethingWrongLetsNobodyIn(String told, Consumer<ObjectNode> claims)
            throws Exception {
        provider.claims(claims);
        refused(guest.login(site.url()), 503, told);
    }

    @Test
    void clocksMayDifferALittle() throws Exception {
        long now = clock.instant().getEpochSecond();
        provider.claims(c -> c.put("iat", now + 59).put("exp", now - 59));
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
    }

    @Test
    void aTokenThatIsNotSignedByThemLetsNobodyIn() throws Exception {
        SigningKey right = SigningKey.rsa("right");
        provider.signs(right);
        byte[] jwk = right.jwk().toString().getBytes(StandardCharsets.UTF_8);
        for (SigningKey wrong :
                List.of(
                        right.unsigned(),
                        right.confused(jwk),
                        right.confused(
                                right.jwk().get("n").asText().getBytes(StandardCharsets.UTF_8)),
                        SigningKey.rsa("right"),
                        SigningKey.ec("right"),
                        SigningKey.rsa("unknown"))) {
            provider.signsSecretly(wrong);
            refused(guest.login(site.url()), 503, "not signed by a key of theirs");
        }
        provider.signs(right);
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
    }

    @Test
    void keysMayChangeAndWhatTheyWereIsNotBelievedForEver() throws Exception {
        SigningKey old = SigningKey.rsa("old");
        provider.signs(old);
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
        provider.signs(SigningKey.ec("new"));
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
        // Without a new name.
        provider.signs(SigningKey.ec("new"));
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
        assertThat(provider.keyFetches()).isEqualTo(3);
        provider.signsSecretly(old);
        assertThat(Guest.token(guest.login(site.url()))).isEmpty();
    }

    @Test
    void aLoginBelongsToTheBrowserThatBeganIt() throws Exception {
        URI callback = guest.callback(site.url(), "");
        try (Guest other = new Guest()) {
            refused(other.get(callback), 400, "not begun in this browser");
            other.sent(site.url().resolve("/login/openid"));
            refused(other.get(callback), 400, "not begun in this browser");
        }
        URI wrong = URI.create(callback.toString().replaceAll("state=[^&]{4}", "state=xxxx"));
        refused(guest.get(wrong), 400, "not begun in this browser");
    }

    @Test
    void aLoginIsGoodOnceAndForTenMinutes() throws Exception {
        provider.forgetsNothing();
        URI to = guest.sent(site.url().resolve("/login/openid"));
        var cookie = guest.cookies.getCookieStore().getCookies().getFirst();
        URI callback = guest.sent(to);
        assertThat(Guest.token(guest.get(callback))).isPresent();
        assertThat(guest.get(callback).statusCode()).isEqualTo(400);
        // Somebody who took the cookie as well comes no further.
        guest.cookies.getCookieStore().add(site.url(), cookie);
        HttpResponse<String> replayed = guest.get(callback);
        assertThat(replayed.statusCode()).isEqualTo(400);
        assertThat(replayed.body()).contains("used before");
        URI late = guest.callback(site.url(), "");
        clock.turn(Duration.ofMinutes(10));
        assertThat(guest.get(late).statusCode()).isEqualTo(400);
    }

    @Test
    void aProgramThatWaitsHasACodeThatIsGoodOnce() throws Exception {
        URI callback = guest.callback(site.url(), "?return_to=http://127.0.0.1:1/a-b/c");
        HttpResponse<String> answer = guest.get(callback);
        assertThat(answer.statusCode()).isEqualTo(302);
        String to = Guest.location(answer).orElseThrow().toString();
        assertThat(to).matches("http://127\\.0\\.0\\.1:1/a-b/c\\?code=fwc_[A-Za-z0-9_-]+");
        assertThat(answer.body() + answer.headers()).doesNotContain("fw_");
        String code = to.substring(to.indexOf('=') + 1);
        HttpResponse<String> redeemed = redeem(code);
        assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
        String token = Json.parse(redeemed.body()).orElseThrow().path("token").asText();
        assertThat(guest.me(site.url(), token).path("id").asText()).isEqualTo("ann");
        assertThat(redeem(code).statusCode()).isEqualTo(400);
        String next =
                Guest.location(guest.login(site.url(), "?return_to=http://[::1]:9999"))
                        .orElseThrow()
                        .getQuery();
        clock.turn(Duration.ofSeconds(60));
        assertThat(redeem(next.substring("code=".length())).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "http://evil.example:80/",
                "http://localhost:80/",
                "http://127.0.0.1/",
                "http://127.0.0.1:80@evil.example/",
                "http://127.0.0.1.evil.example:80/",
                "http://127.0.0.1:80/?next=x",
                "http://127.0.0.1:80/%0d%0aset-cookie:a",
                "http://127.0.0.1:80/\\evil",
                "http://127.0.0.1:80#@evil.example",
                "https://127.0.0.1:80/",
                "HTTP://127.0.0.1:80/",
                "javascript:alert(1)",
                "http://[::1]:0/",
                "http://[::ffff:127.0.0.1]:80/",
                "http://0x7f.1:80/",
                "<script>"
            })
    void nobodyIsSentElsewhere(String to) throws Exception {
        String encoded = java.net.URLEncoder.encode(to, StandardCharsets.UTF_8);
        HttpResponse<String> page =
                guest.get(site.url().resolve("/login/openid?return_to=" + encoded));
        refused(page, 400, "http://127.0.0.1:PORT/PATH");
        assertThat(page.headers().firstValue("location")).isEmpty();
    }

    @Test
    void whatTheProviderSaysIsNotShownAsItCame() throws Exception {
        provider.answers(Map.of("code", "", "error", "<script>alert(1)</script>"));
        refused(guest.login(site.url()), 403, "Home &lt;b&gt; did not log you in.");
        provider.answers(Map.of("code", "", "error", "access_denied"));
        refused(guest.login(site.url()), 403, "(access_denied)");
        provider.answers(Map.of("code", "made-up"));
        refused(guest.login(site.url()), 503, "(invalid_grant)");
        provider.answers(Map.of("iss", "https://evil.example"));
        refused(guest.login(site.url()), 503, "another provider");
    }

    @Test
    void aProviderThatIsNotItselfIsNotAsked() throws Exception {
        provider.discovery(page -> page.put("issuer", "https://evil.example"));
        refused(guest.get(site.url().resolve("/login/openid")), 503, "names another issuer");
        provider.discovery(page -> page.put("token_endpoint", "http://evil.example/token"));
        refused(guest.get(site.url().resolve("/login/openid")), 503, "token_endpoint");
        provider.discovery(
                page -> page.put("authorization_response_iss_parameter_supported", true));
        refused(guest.login(site.url()), 503, "another provider");
        provider.answers(Map.of("iss", provider.issuer()));
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
        provider.close();
        site.opens("");
        clock.turn(Duration.ofHours(1));
        assertThat(guest.get(site.url().resolve("/login/openid")).statusCode()).isEqualTo(503);
    }

    @Test
    void whereNobodySignsUpOneComesByAnInvitation() throws Exception {
        site.opens("");
        refused(guest.login(site.url()), 403, "whoever runs this gateway");
        refused(guest.get(site.url().resolve("/login/openid?invitation=fwi_x")), 400, "code");
        String invited =
                guest.ask(site.url(), "POST", "/api/invitations", admin, "{\"plan\":\"personal\"}")
                        .body();
        String code = Json.parse(invited).orElseThrow().path("code").asText();
        HttpResponse<String> page = guest.login(site.url(), "?invitation=" + code);
        assertThat(guest.me(site.url(), Guest.token(page).orElseThrow()).path("plan").asText())
                .isEqualTo("personal");
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
    }

    @Test
    void nobodyHasASecondFreeTier() throws Exception {
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
        provider.person("subject-2", "Ann+more@example.com", true);
        assertThat(guest.login(site.url()).body()).contains("one free tier for each person");
        assertThat(people()).isEqualTo(2);
        guest.ask(site.url(), "DELETE", "/api/members/ann", admin, "");
        for (String subject : List.of("subject-1", "subject-2")) {
            provider.person(subject, "ann@example.com", true);
            refused(guest.login(site.url()), 403, "one free tier for each person");
        }
        provider.person("subject-3", "bob@example.com", false);
        refused(guest.login(site.url()), 403, "verified");
        provider.person("subject-3", "bob@example.com", true);
        assertThat(Guest.token(guest.login(site.url()))).isPresent();
    }

    @Test
    void withoutAProviderNobodyIsSentAnywhere() throws Exception {
        site.gateway.use(
                new dev.freeway.app.config.ConfigReader(
                                dev.freeway.app.config.Catalog.load(),
                                _ -> Optional.empty(),
                                directory)
                        .fromEnvironment());
        refused(guest.get(site.url().resolve("/login/openid")), 404, "login: {openid: ...}");
        refused(guest.get(site.url().resolve("/login/openid/callback")), 404, "openid");
    }
}
