package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static dev.freeway.app.Visit.heading;
import static dev.freeway.app.Visit.link;
import static dev.freeway.app.Visit.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.freeway.emulator.EmulatedAccount;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Activity, usage, credits and providers, walked in a real browser. */
class ConsoleBooksTest extends ConsoleWalk {
    private static final String KEY = "csk-canary-own-0001";
    private static final String GROUP = "cerebras/gpt-oss-120b";

    @Override
    Set<String> providers() {
        return Set.of("cerebras", "github-models");
    }

    @Override
    List<EmulatedAccount> strangers() {
        return List.of(new EmulatedAccount("cerebras", KEY, Map.of()));
    }

    private Visit visit(String token, String page) {
        Visit visit = visit();
        visit.signIn(token);
        link(visit.page(), page).click();
        return visit;
    }

    private static Locator text(Page page, String words) {
        return page.getByText(words, new Page.GetByTextOptions().setExact(true)).first();
    }

    /** As many requests of a model, all of them written down. */
    private void asked(String token, String model, int times) throws Exception {
        int before = rows();
        for (int i = 0; i < times; i++) {
            clerk.chats(token, model);
        }
        Browser.eventually(() -> rows() == before + times);
    }

    private int rows() throws Exception {
        return clerk.done("GET", "/api/activity?limit=1000", "").path("activity").size();
    }

    @Test
    void everyPageAtEveryWidthInBothThemes() throws Exception {
        String ann = clerk.member("ann", "monthly-credit");
        asked(ann, GROUP, 6);
        asked(ann, "a-very-long-name-of-a-model-that-nobody-has-" + "w".repeat(60), 2);
        clerk.done("POST", "/api/credits", grant(2_500_000, "\"note\":\"welcome\""));
        clerk.done("POST", "/api/invoices", "{\"holder\":\"ann\",\"micro_dollars\":20000000}");
        clerk.done("POST", "/api/alerts", "{\"at\":\"80%\",\"to\":\"https://127.0.0.1/hook\"}");
        clerk.done(
                "POST", "/api/keys", "{\"provider\":\"cerebras\",\"key\":\"%s\"}".formatted(KEY));
        for (int width : List.of(360, 1440)) {
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (Visit visit = visit(width, theme)) {
                    visit.signIn(clerk.admin());
                    String of = "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT);
                    activityAndUsage(visit, of);
                    creditsAndProviders(visit, of);
                }
            }
        }
    }

    private static String grant(long micro, String more) {
        return "{\"holder\":\"ann\",\"micro_dollars\":%d,\"expires_at\":\"2026-07-01T00:00:00Z\",%s}"
                .formatted(micro, more);
    }

    private static void activityAndUsage(Visit visit, String of) {
        Page page = visit.page();
        visit.go("Activity");
        page.getByText("Details").first().click();
        assertThat(heading(page, "Why it went there")).isVisible();
        assertDrawn(page);
        visit.look("activity" + of);
        visit.go("Usage");
        assertThat(heading(page, "How long it lasts")).isVisible();
        page.getByText("The figures").click();
        for (String shown : List.of("Tokens", "Money", "Requests")) {
            button(page, shown).click();
            assertDrawn(page);
        }
        assertThat(text(page, "80% of it is used")).isVisible();
        visit.look("usage-books" + of);
        button(page, "Add an alert").click();
        visit.look("new-alert" + of);
        page.keyboard().press("Escape");
    }

    private static void creditsAndProviders(Visit visit, String of) {
        Page page = visit.page();
        visit.go("Credits");
        assertThat(page.getByText("You have no credits")).isVisible();
        visit.look("no-credits" + of);
        page.getByLabel("Whose").selectOption("ann");
        assertThat(text(page, "+$2.50")).isVisible();
        visit.look("credits" + of);
        button(page, "Grant credits").click();
        visit.look("grant" + of);
        page.keyboard().press("Escape");
        visit.go("Providers");
        page.getByLabel("Model").fill("gpt-oss-120b");
        button(page, "Explain").click();
        assertThat(heading(page, "Why not the others")).isVisible();
        page.locator(".account-card summary").first().click();
        visit.look("providers" + of);
        button(page, "Add an account").click();
        assertThat(page.getByLabel("Key")).isVisible();
        visit.look("bring" + of);
        page.keyboard().press("Escape");
    }

    /** Something of the accent's colour is on the canvas. */
    private static void assertDrawn(Page page) {
        page.waitForFunction(
                """
                () => {
                  const canvas = document.querySelector('fw-chart canvas');
                  if (!canvas?.width) return false;
                  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  return data.some((n, i) => i % 4 === 3 && n > 250);
                }\
                """);
    }

    private static Object colours(Page page) {
        return page.evaluate("document.querySelector('fw-chart canvas').toDataURL()");
    }

    @Test
    void aChartIsDrawnInTheColoursOfTheThemeAndHasItsTable() throws Exception {
        asked(clerk.member("ann", "personal"), GROUP, 3);
        try (Visit visit = visit(clerk.admin(), "Usage")) {
            Page page = visit.page();
            assertDrawn(page);
            Object light = colours(page);
            page.getByLabel("Theme").selectOption("dark");
            page.waitForFunction(
                    "before => document.querySelector('fw-chart canvas').toDataURL() !== before",
                    light);
            assertThat(page.getByRole(AriaRole.IMG).first())
                    .hasAttribute("aria-label", Pattern.compile("Requests by day; .*table.*"));
            page.getByText("The figures").click();
            assertThat(page.locator("fw-chart tr").filter(hasText("20 Jun"))).containsText("3");
        }
    }

    private static Locator.FilterOptions hasText(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }

    @Test
    void activityIsFilteredPagedOnAndExported() throws Exception {
        asked(clerk.member("ann", "personal"), GROUP, 2);
        asked(clerk.member("bob", "personal"), "nobody/has-this", 60);
        try (Visit visit = visit(clerk.admin(), "Activity")) {
            Page page = visit.page();
            Locator rows = page.locator(".activity tbody tr");
            assertThat(rows).hasCount(50);
            button(page, "Show more").click();
            assertThat(rows).hasCount(62);
            page.getByLabel("Outcome").selectOption("served");
            assertThat(rows).hasCount(2);
            page.getByLabel("Provider").selectOption("cerebras");
            assertThat(rows).hasCount(2);
            var file = page.waitForDownload(() -> link(page, "Activity as CSV").click());
            assertThat(Files.readAllLines(file.path())).hasSize(3);
            page.getByLabel("Member").selectOption("bob");
            assertThat(heading(page, "Nothing fits")).isVisible();
            button(page, "Show all").click();
            assertThat(rows).hasCount(50);
            page.getByText("Details").first().click();
            assertThat(page.getByText("No offer of nobody/has-this.")).isVisible();
        }
    }

    @Test
    void aMemberSeesItsOwnAndWhatWouldHappenNow() throws Exception {
        asked(clerk.member("ann", "personal"), GROUP, 1);
        asked(clerk.member("bob", "personal"), "nobody/has-this", 2);
        try (Visit visit = visit(clerk.login("ann"), "Activity")) {
            Page page = visit.page();
            assertThat(page.locator(".activity tbody tr")).hasCount(1);
            page.getByText("Details").click();
            visit.look("member-activity");
            page.getByText("what would happen now").click();
            assertThat(heading(page, "It would be served.")).isVisible();
            assertThat(page.getByLabel("Model")).hasValue(GROUP);
            assertThat(page.getByText("Accounts for everybody here")).hasCount(0);
            page.getByLabel("vision").check();
            button(page, "Explain").click();
            assertThat(heading(page, "Nothing here can serve it.")).isVisible();
            visit.look("member-providers");
            page.getByLabel("Model").fill("nobody/has-this");
            button(page, "Explain").click();
            assertThat(page.locator("fw-explain").getByRole(AriaRole.ALERT))
                    .containsText("nobody/has-this");
        }
    }

    @Test
    void whoHasNothingIsToldWhatWouldStandThere() throws Exception {
        clerk.member("ann", "personal");
        try (Visit visit = visit(clerk.login("ann"), "Activity")) {
            Page page = visit.page();
            assertThat(heading(page, "Nothing was asked yet")).isVisible();
            visit.look("no-activity");
            visit.go("Credits");
            assertThat(page.getByText("You have no credits")).isVisible();
            visit.go("Providers");
            assertThat(page.getByText("None yet.")).isVisible();
            page.route("**/v1/activity*", route -> route.abort());
            visit.go("Activity");
            assertThat(heading(page, "The gateway does not answer")).isVisible();
            visit.look("activity-unreachable");
            page.unroute("**/v1/activity*");
            button(page, "Try again").click();
            assertThat(heading(page, "Nothing was asked yet")).isVisible();
        }
    }

    @Test
    void anAlertIsMadeAndItsSecretShownOnce() throws Exception {
        clerk.member("ann", "personal");
        try (Visit visit = visit(clerk.login("ann"), "Usage")) {
            Page page = visit.page();
            tabTo(page, "Add an alert");
            page.keyboard().press("Enter");
            page.getByLabel("When").selectOption("forecast");
            page.getByLabel("Address").fill("https://127.0.0.1/hook");
            button(page, "Add").click();
            String secret = page.locator("fw-copy code").innerText();
            assertThat(secret).startsWith("whsec_");
            button(page, "I have it").click();
            assertThat(text(page, "it will be spent before it resets")).isVisible();
            assertThat(page.content()).doesNotContain(secret);
            button(page, "Add an alert").click();
            page.getByText("me, by mail").click();
            button(page, "Add").click();
            assertThat(page.getByRole(AriaRole.ALERT).filter(hasText("mail"))).isVisible();
            page.keyboard().press("Escape");
            button(page, "Remove the alert to https://127.0.0.1/hook").click();
            button(page, "Remove").click();
            assertThat(page.getByText("Nobody is told when")).isVisible();
        }
    }

    @Test
    void creditsAreGrantedAndOrderedAndSeenInTheStatement() throws Exception {
        clerk.member("ann", "monthly-credit");
        try (Visit visit = visit(clerk.admin(), "Credits")) {
            Page page = visit.page();
            page.getByLabel("Whose").selectOption("ann");
            button(page, "Grant credits").click();
            page.getByLabel("Dollars").fill("2.50");
            page.getByLabel("Note").fill("welcome");
            button(page, "Grant").click();
            assertThat(text(page, "+$2.50")).isVisible();
            assertThat(text(page, "spent first")).isVisible();
            button(page, "Order credits").click();
            page.getByLabel("Dollars").fill("20");
            button(page, "Order").click();
            button(page, "Done").click();
            page.getByText("It is paid").first().click();
            page.getByLabel("Reference").fill("wire 7");
            button(page, "Grant what it is of").click();
            assertThat(text(page, "+$20.00")).isVisible();
            assertThat(page.locator(".figures dd").first()).hasText("$22.50");
            var file = page.waitForDownload(() -> link(page, "Statement as JSONL").click());
            assertThat(Files.readAllLines(file.path())).hasSize(2);
        }
        try (Visit visit = visit(clerk.login("ann"), "Credits")) {
            assertThat(text(visit.page(), "+$20.00")).isVisible();
            assertThat(button(visit.page(), "Grant credits")).hasCount(0);
        }
    }

    @Test
    void anAccountOfOnesOwnIsTriedKeptReorderedAndRemoved() throws Exception {
        clerk.member("ann", "personal");
        String ann = clerk.login("ann");
        try (Visit visit = visit(ann, "Providers")) {
            Page page = visit.page();
            button(page, "Add an account").click();
            page.getByLabel("Provider").selectOption("cerebras");
            page.getByLabel("Key").fill("csk-canary-wrong");
            button(page, "Add").click();
            assertThat(page.getByRole(AriaRole.ALERT).filter(hasText("does not work"))).isVisible();
            page.getByLabel("Key").fill(KEY);
            button(page, "Add").click();
            assertThat(heading(page, "It is added")).isVisible();
            assertThat(page.getByText("2,400 requests").first()).isVisible();
            visit.look("account-added");
            assertThat(page.content()).doesNotContain(KEY);
            button(page, "Done").click();
            page.getByLabel("When cerebras, default is spent").selectOption("last");
            Browser.eventually(() ->
                    clerk.done(ann, "GET", "/api/keys", "")
                            .at("/data/0/order")
                            .asText()
                            .equals("last"));
            button(page, "Remove cerebras, default").click();
            assertThat(heading(page, "Remove cerebras, default?")).isVisible();
            button(page, "Remove").click();
            assertThat(page.getByText("None yet.")).isVisible();
        }
    }
}
