package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static dev.freeway.app.Visit.heading;
import static dev.freeway.app.Visit.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Each page of the console, walked in a real browser. */
class ConsoleTest extends ConsoleWalk {
    @Test
    void everyPageAtEveryWidthInBothThemes() throws Exception {
        for (int i = 0; i < 5; i++) {
            browser.chat("cerebras/gpt-oss-120b", "Hi [[out=200]]", false);
        }
        for (int i = 0; i < 9; i++) {
            browser.chat("github-models/openai/gpt-4.1", "Hi [[out=200]]", false);
        }
        clerk.done(
                "POST",
                "/api/tokens",
                """
                {"label":"%s","scopes":["usage:read","admin:read"],
                 "models":["cerebras/*","github-models/openai/a-very-long-name-of-a-model-*"],
                 "budgets":[{"meter":"total_tokens","amount":1234567890,"per":"month"}],
                 "expires_at":"2026-07-01T00:00:00Z"}
                """
                        .formatted("W".repeat(100)));
        for (int width : List.of(360, 1440)) {
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (Visit visit = visit(width, theme)) {
                    String of = "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT);
                    everyPage(visit, of);
                }
            }
        }
    }

    private void everyPage(Visit visit, String of) {
        Page page = visit.page();
        page.navigate("/console/");
        assertThat(heading(page, "Sign in")).isVisible();
        visit.look("sign-in" + of);
        visit.signIn(clerk.admin());
        assertThat(page.getByRole(AriaRole.METER).first()).isVisible();
        assertThat(page.getByText("spent", new Page.GetByTextOptions().setExact(true)).first())
                .isVisible();
        assertThat(page.getByText("at this pace spent in").first()).isVisible();
        visit.look("home" + of);
        visit.go("Tokens");
        assertThat(page.getByText("this page")).isVisible();
        visit.look("tokens" + of);
        button(page, "Create a token").click();
        assertThat(heading(page, "Create a token")).isVisible();
        visit.look("new-token" + of);
        page.keyboard().press("Escape");
        visit.go("Usage");
        assertThat(heading(page, "Requests by day")).isVisible();
        page.locator("fw-usage .filters select").last().selectOption("model");
        assertThat(page.getByText("gpt-oss-120b")).isVisible();
        visit.look("usage" + of);
        page.navigate("/console/nowhere");
        assertThat(heading(page, "There is no such page")).isVisible();
        visit.look("nowhere" + of);
    }

    @Test
    void byKeyboardAlone() throws Exception {
        clerk.member("ann", "personal");
        clerk.login("ann");
        try (Visit visit = visit()) {
            Page page = visit.page();
            page.navigate("/console/");
            tabTo(page, "Name");
            page.keyboard().type("ann");
            tabTo(page, "Password");
            page.keyboard().type(Clerk.PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.METER).first()).isVisible();
            visit.look("member-home");

            tabTo(page, "Tokens");
            page.keyboard().press("Enter");
            tabTo(page, "Create a token");
            page.keyboard().press("Enter");
            assertThat(page.getByLabel("Label")).isFocused();
            page.keyboard().type("by keyboard");
            tabTo(page, "Create");
            page.keyboard().press("Enter");
            assertThat(heading(page, "Here is the token")).isVisible();
            visit.look("shown-once");
            tabTo(page, "I have it");
            page.keyboard().press("Enter");
            tabTo(page, "Revoke by keyboard");
            page.keyboard().press("Enter");
            assertThat(heading(page, "Revoke by keyboard?")).isVisible();
            tabTo(page, "Revoke");
            page.keyboard().press("Enter");
            assertThat(button(page, "Revoke by keyboard")).hasCount(0);
            tabTo(page, "Sign out");
            page.keyboard().press("Enter");
            assertThat(heading(page, "Sign in")).isVisible();
        }
    }

    @Test
    void theHomePageIsLive() throws Exception {
        try (Visit visit = visit()) {
            visit.signIn(clerk.admin());
            Locator used =
                    visit.page()
                            .getByLabel(Pattern.compile("^cerebras .*, gpt-oss-120b, rpd$"))
                            .and(visit.page().getByRole(AriaRole.METER));
            assertThat(used).hasAttribute("aria-valuetext", "2,400 of 2,400 requests left");

            browser.chat("cerebras/gpt-oss-120b", "Hi [[out=5]]", false);

            assertThat(used).hasAttribute("aria-valuetext", "2,399 of 2,400 requests left");
        }
    }

    @Test
    void somethingIsSeenWithinASecond() {
        try (Visit visit = visit()) {
            double quickest =
                    DoubleStream.generate(visit::firstPaintMillis).limit(3).min().orElseThrow();
            assertThat(quickest).isLessThan(1_000);
        }
    }

    /** Where too many watch already, or something between breaks streams. */
    @Test
    void withoutAStreamTheHomePageAsksAgain() throws Exception {
        try (Visit visit = visit()) {
            Page page = visit.page();
            page.route(
                    "**/api/quota/stream",
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
            visit.signIn(clerk.admin());
            assertThat(page.getByText("Live · as of")).isVisible();
            assertThat(page.getByRole(AriaRole.METER).first()).isVisible();
        }
    }

    @Test
    void aTokenIsShownOnceAndServes() throws Exception {
        clerk.member("ann", "personal");
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.signIn(clerk.login("ann"));
            visit.go("Tokens");
            button(page, "Create a token").click();
            page.getByLabel("Label").fill("for a script");
            page.getByLabel("At most").fill("2");
            button(page, "Create").click();
            String token = page.locator("fw-copy code").innerText();
            button(page, "I have it").click();

            assertThat(page.getByText("for a script")).isVisible();
            assertThat(page.getByText("2 requests a day")).isVisible();
            assertThat(page.content()).doesNotContain(token);
            assertThat(clerk.chats(token)).isEqualTo(200);
            assertThat(clerk.chats(token)).isEqualTo(200);
            assertThat(clerk.chats(token)).isEqualTo(429);
        }
    }

    @Test
    void whatIsRefusedIsSaidInWords() throws Exception {
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.signIn("fw_nonsense");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("token");
            visit.look("refused");

            visit.signIn(clerk.admin());
            assertThat(page.getByRole(AriaRole.METER).first()).isVisible();
            page.route("**/api/tokens*", route -> route.abort());
            visit.go("Tokens");
            assertThat(heading(page, "The gateway does not answer")).isVisible();
            visit.look("unreachable");
            page.unroute("**/api/tokens*");
            button(page, "Try again").click();
            assertThat(page.getByText("this page")).isVisible();
        }
    }
}
