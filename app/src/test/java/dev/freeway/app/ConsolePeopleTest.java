package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static dev.freeway.app.Visit.heading;
import static dev.freeway.app.Visit.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is served, managed in a real browser. */
class ConsolePeopleTest extends ConsoleWalk {
    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    private Visit signedIn(String token) {
        Visit visit = visit();
        visit.signIn(token);
        assertThat(visit.page().locator(".who")).isVisible();
        return visit;
    }

    private static Locator row(Page page, String words) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(words));
    }

    @Test
    void everyPageAtEveryWidthInBothThemes() throws Exception {
        clerk.member("ann", "personal");
        clerk.member("bob-with-a-name-of-thirty-nine-letters0", "github-models-free");
        clerk.done(
                "PATCH",
                "/api/members/ann",
                "{\"email\":\"%s@example.com\"}".formatted("a".repeat(64)));
        clerk.organisation("acme", "pay-as-you-go", "ann", "operator");
        clerk.done("POST", "/api/projects", "{\"holder\":\"acme\",\"name\":\"web\"}");
        clerk.done("POST", "/api/invitations", "{\"organisation\":\"acme\"}");
        for (int width : List.of(360, 1440)) {
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (Visit visit = visit(width, theme)) {
                    visit.signIn(clerk.admin());
                    everyPage(visit, "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private void everyPage(Visit visit, String of) {
        Page page = visit.page();
        assertThat(page.locator("fw-menu")).isVisible();
        visit.go("People");
        assertThat(page.getByText("ann", new Page.GetByTextOptions().setExact(true))).isVisible();
        visit.look("people" + of);
        button(page, "Change ann").click();
        assertThat(heading(page, "Change ann")).isVisible();
        visit.look("change-member" + of);
        page.keyboard().press("Escape");
        link(page, "Organisations").click();
        assertThat(page.getByText("What is said is not kept")).isVisible();
        visit.look("organisations" + of);
        link(page, "Projects").click();
        assertThat(page.getByText("web", new Page.GetByTextOptions().setExact(true))).isVisible();
        visit.look("projects" + of);
        link(page, "Invitations").click();
        assertThat(page.getByText("whoever has the link")).isVisible();
        visit.look("invitations" + of);
        visit.go("Plans");
        assertThat(page.locator("table").getByText("a calendar day (UTC)").first()).isVisible();
        visit.look("plans" + of);
        visit.go("Audit");
        assertThat(page.locator("tbody tr").first()).isVisible();
        visit.look("audit" + of);
    }

    @Test
    void aMemberIsAddedDisabledAndChanged() throws Exception {
        try (Visit visit = signedIn(clerk.admin())) {
            Page page = visit.page();
            visit.go("People");
            button(page, "Add a member").click();
            page.getByLabel("Name").fill("zoe");
            page.getByLabel("E-mail").fill("zoe@example.com");
            button(page, "Add").click();
            String token = page.locator("fw-copy code").innerText();
            visit.look("member-added");
            button(page, "I have it").click();
            assertThat(clerk.chats(token)).isEqualTo(HttpURLConnection.HTTP_OK);

            button(page, "Disable zoe").click();
            button(page, "Disable").click();
            assertThat(row(page, "zoe")).containsText("disabled");
            assertThat(clerk.chats(token)).isEqualTo(HttpURLConnection.HTTP_UNAUTHORIZED);
            button(page, "Enable zoe").click();
            assertThat(row(page, "zoe")).containsText("active");

            button(page, "Change zoe").click();
            page.getByLabel("Plan").selectOption("github-models-free");
            page.getByLabel("New password").fill(Clerk.PASSWORD);
            button(page, "Save").click();
            assertThat(row(page, "zoe")).containsText("github-models-free");
            assertThat(row(page, "zoe")).containsText("yes");
        }
    }

    @Test
    void whoIsRemovedStaysInTheAudit() throws Exception {
        String token = clerk.member("zoe", "personal");
        try (Visit visit = signedIn(clerk.admin())) {
            Page page = visit.page();
            visit.go("People");
            button(page, "Change zoe").click();
            button(page, "Remove").click();
            assertThat(heading(page, "Remove zoe?")).isVisible();
            page.locator("fw-confirm").getByText("Remove").last().click();
            assertThat(row(page, "zoe")).hasCount(0);
            assertThat(clerk.chats(token)).isEqualTo(HttpURLConnection.HTTP_UNAUTHORIZED);

            visit.go("Audit");
            page.getByLabel("Named").fill("zoe");
            button(page, "Find").click();
            assertThat(row(page, "person")).not().hasCount(0);
            assertThat(row(page, "token")).hasCount(0);
        }
    }

    @Test
    void anOwnerInvitesByALinkAndConsents() throws Exception {
        clerk.member("ann", "personal");
        clerk.organisation("acme", "pay-as-you-go", "ann");
        String link;
        try (Visit visit = signedIn(clerk.login("ann"))) {
            Page page = visit.page();
            assertThat(page.getByText("Audit")).hasCount(0);
            visit.go("People");
            link(page, "Organisations").click();
            button(page, "Consent").click();
            page.locator("fw-confirm").getByText("Consent").last().click();
            assertThat(page.getByText("What is said is kept")).isVisible();
            button(page, "Invite to acme").click();
            button(page, "Invite").click();
            link = page.locator("fw-copy code").innerText();
            visit.look("invited");
            button(page, "I have it").click();
        }
        try (Visit visit = visit(360, ColorScheme.LIGHT)) {
            Page page = visit.page();
            page.navigate(link);
            assertThat(heading(page, "You are invited")).isVisible();
            visit.look("join");
            page.getByLabel("Name").fill("cyd");
            page.getByLabel("Password").fill(Clerk.PASSWORD);
            button(page, "Come in").click();
            assertThat(heading(page, "You are in")).isVisible();
            button(page, "To the console").click();
            visit.go("People");
            link(page, "Organisations").click();
            assertThat(page.getByText("Who else is in it")).isVisible();
            visit.look("member-organisations");
            assertThat(page.url()).doesNotContain("fwi_");
        }
        assertThat(clerk.done("GET", "/api/organisations/acme", "").at("/people/cyd").asText())
                .isEqualTo("member");
    }

    @Test
    void whoIsHereJoinsByTheSameLink() throws Exception {
        clerk.member("ann", "personal");
        clerk.organisation("acme", "pay-as-you-go", "ann");
        clerk.member("bob", "personal");
        String code =
                clerk.done("POST", "/api/invitations", "{\"organisation\":\"acme\"}")
                        .path("code")
                        .asText();
        try (Visit visit = signedIn(clerk.login("bob"))) {
            Page page = visit.page();
            page.navigate("/console/#join=" + code);
            page.reload();
            assertThat(page.getByText("To an organisation, as bob.")).isVisible();
            visit.look("join-here");
            button(page, "Join it").click();
            assertThat(heading(page, "What you can still call, for free")).isVisible();
        }
        assertThat(clerk.done("GET", "/api/organisations/acme", "").at("/people/bob").asText())
                .isEqualTo("member");
    }

    @Test
    void aTokenOfAnOrganisationIsBoundedByNetworksAndTried() throws Exception {
        clerk.member("ann", "personal");
        clerk.organisation("acme", "personal", "ann");
        clerk.done("POST", "/api/projects", "{\"holder\":\"acme\",\"name\":\"web\"}");
        try (Visit visit = signedIn(clerk.login("ann"))) {
            Page page = visit.page();
            visit.go("Tokens");
            button(page, "Create a token").click();
            page.getByLabel("Label").fill("of the web");
            page.getByLabel("Account").selectOption("acme");
            page.getByLabel("Project").selectOption("web");
            page.getByLabel("Networks").fill("127.0.0.0/8, nonsense");
            button(page, "Create").click();
            assertThat(page.locator("fw-new-token .notice")).containsText("nonsense");
            page.getByLabel("Networks").fill("127.0.0.0/8");
            button(page, "Create").click();
            button(page, "Try it: ask one word").click();
            assertThat(page.locator("fw-try blockquote")).isVisible();
            assertThat(page.locator("fw-try")).containsText("at cerebras");
            assertThat(page.locator("fw-try")).containsText("requests left");
            visit.look("tried");
            button(page, "I have it").click();
            assertThat(row(page, "of the web")).containsText("acme · web");
            assertThat(row(page, "of the web")).containsText("from 127.0.0.0/8");
        }
    }

    @Test
    void theMenuOpensAndClosesByKeyboard() throws Exception {
        try (Visit visit = visit(360, ColorScheme.LIGHT)) {
            visit.signIn(clerk.admin());
            Page page = visit.page();
            Locator menu = button(page, "Menu");
            assertThat(menu).isVisible();
            assertThat(link(page, "Tokens")).not().isVisible();
            menu.focus();
            page.keyboard().press("Enter");
            assertThat(link(page, "Tokens")).isVisible();
            visit.look("menu-open");
            page.keyboard().press("Escape");
            assertThat(link(page, "Tokens")).not().isVisible();
            assertThat(menu).isFocused();
            page.keyboard().press("Enter");
            Visit.tabTo(page, "Tokens");
            page.keyboard().press("Enter");
            assertThat(heading(page, "Tokens")).isVisible();
            assertThat(link(page, "Home")).not().isVisible();
            assertThat(page.locator("main")).isFocused();
        }
    }

    @Test
    void whatCannotBeHadIsSaidInWords() throws Exception {
        try (Visit visit = signedIn(clerk.admin())) {
            Page page = visit.page();
            page.route("**/api/members*", route -> route.abort());
            visit.go("People");
            assertThat(heading(page, "The gateway does not answer")).isVisible();
            page.unroute("**/api/members*");
            button(page, "Try again").click();
            assertThat(row(page, "operator")).isVisible();
            link(page, "Invitations").click();
            assertThat(heading(page, "Nobody is invited")).isVisible();
            visit.look("no-invitations");
            page.route(
                    "**/api/audit*",
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            visit.go("Audit");
            assertThat(heading(page, "Something failed at the gateway")).isVisible();
        }
    }
}
