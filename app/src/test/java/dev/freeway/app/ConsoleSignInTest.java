package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.heading;
import static dev.freeway.app.Visit.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.freeway.testkit.TurnedClock;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes to the console by an OpenID provider is signed in there. */
class ConsoleSignInTest {
    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Guest guest = new Guest();
    @TempDir private Path directory;
    private IdentityProvider provider;
    private SignInSite site;

    @BeforeEach
    void open() throws Exception {
        provider = new IdentityProvider(clock);
        site = new SignInSite(directory, clock, provider, "", Optional.empty());
        site.operator();
        site.opens(SignInSite.SIGN_UP);
    }

    @AfterEach
    void close() throws Exception {
        guest.close();
        site.close();
        provider.close();
    }

    private String ways() throws Exception {
        return guest.get(site.url().resolve("/api/session")).body();
    }

    @Test
    void aBrowserIsSentThereAndComesBackSignedIn() {
        try (Chromium chromium = Chromium.start();
                Visit visit = chromium.visit(site.url().toString(), 1440, ColorScheme.LIGHT)) {
            visit.allows(provider.issuer());
            var page = visit.page();
            page.navigate("/console/");
            assertThat(link(page, "Sign in with Home <b>")).isVisible();
            visit.look("sign-in-openid");
            link(page, "Sign in with Home <b>").click();
            assertThat(page.locator(".who")).containsText("ann");
            visit.look("signed-in-by-openid");
            assertThat(page.url()).isEqualTo(site.url() + "/console/home");

            provider.answers(Map.of("code", "", "error", "access_denied"));
            Visit.button(page, "Sign out").click();
            link(page, "Sign in with Home <b>").click();
            link(page, "To the console").click();
            assertThat(heading(page, "Sign in")).isVisible();
        }
    }

    @Test
    void theLoginIsKeptInTheCookieAndShownNobody() throws Exception {
        HttpResponse<String> answer = guest.login(site.url(), "?return_to=console");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Guest.location(answer)).contains(URI.create("/console/"));
        assertThat(answer.body() + Guest.location(answer)).doesNotContain("fw_");
        List<String> cookies = answer.headers().allValues("set-cookie");
        assertThat(cookies)
                .anyMatch(cookie -> cookie.startsWith("freeway-login=;"))
                .anyMatch(cookie ->
                        cookie.matches(
                                "__Host-freeway=fw_\\w+; Path=/; Secure; HttpOnly;"
                                        + " SameSite=Strict; Max-Age=43200"));
        String token =
                cookies.stream()
                        .flatMap(cookie -> HttpCookie.parse(cookie).stream())
                        .filter(cookie -> cookie.getName().equals("__Host-freeway"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
        assertThat(guest.me(site.url(), token).path("id").asText()).isEqualTo("ann");
    }

    @Test
    void nobodyIsSentToAnotherConsole() throws Exception {
        for (String to : List.of("console/", "/console/", "//console", "Console")) {
            URI begin = site.url().resolve("/login/openid?return_to=" + to);
            assertThat(guest.get(begin).statusCode()).as(to).isEqualTo(400);
        }
    }

    @Test
    void strangersAreToldWhatTheyCanDoAndNoMore() throws Exception {
        assertThat(ways()).isEqualTo("{\"setup\":false,\"openid\":\"Home <b>\"}");
        site.closes();
        assertThat(ways()).isEqualTo("{\"setup\":false,\"openid\":null}");
    }
}
