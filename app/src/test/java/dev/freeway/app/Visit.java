package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One browser window; what it asks for, what its policy reports and what fails in it is kept. */
final class Visit implements AutoCloseable {
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final int PATIENCE_MILLIS = 10_000;

    /** What an element is called. */
    private static final String NAME =
            "e => (e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText"
                    + " ?? '').trim()";

    private final BrowserContext context;
    private final Page page;
    private final List<String> origins = new ArrayList<>(List.of("data:"));
    private final List<String> outside = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Visit(String origin, BrowserContext context) {
        this.context = context;
        origins.add(origin + "/");
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.addInitScript(
                "window.reported = [];"
                        + "addEventListener('securitypolicyviolation',"
                        + " e => reported.push(e.violatedDirective + ' ' + e.blockedURI));");
        page = context.newPage();
        page.onRequest(request -> {
            if (origins.stream().noneMatch(request.url()::startsWith)) {
                outside.add(request.url());
            }
        });
        page.onPageError(failures::add);
    }

    Page page() {
        return page;
    }

    /** Whoever that is may be asked as well. */
    void allows(String other) {
        origins.add(other + "/");
    }

    /** Follows a link of the navigation, wherever that is; the page is there when this returns. */
    void go(String name) {
        page.locator("fw-menu").waitFor();
        Locator menu = button(page, "Menu");
        if (menu.isVisible()) {
            menu.click();
        }
        Locator pages =
                page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"));
        pages.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
        page.locator("main fw-" + name.toLowerCase(Locale.ROOT))
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** By the tab key, to what has that name, once it is there. */
    static void tabTo(Page page, String name) {
        page.waitForFunction(
                "name => [...document.querySelectorAll('a, button, input, select, textarea,"
                        + " summary')].some(e => e.checkVisibility() && (%s)(e) === name)"
                                .formatted(NAME),
                name);
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            if (name.equals(page.evaluate("(%s)(document.activeElement)".formatted(NAME)))) {
                return;
            }
        }
        throw new AssertionError("the tab key does not reach " + name);
    }

    void signIn(String token) {
        page.navigate("/console/");
        page.getByText("Use a token instead").click();
        page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)).fill(token);
        page.getByText("Sign in with it").click();
    }

    /** From asking for the first page to seeing something of it. */
    double firstPaintMillis() {
        page.navigate("/console/");
        page.getByText("Sign in").first().waitFor();
        String first = "performance.getEntriesByName('first-contentful-paint')[0].startTime";
        return ((Number) page.evaluate(first)).doubleValue();
    }

    /** What must be so of every page, as it stands; and a picture of it. */
    void look(String name) {
        assertThat(
                        page.evaluate(
                                "document.documentElement.scrollWidth -"
                                        + " document.documentElement.clientWidth"))
                .as("%s: pixels it is too wide", name)
                .isEqualTo(0);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SHOTS.resolve(name + ".png"))
                        .setFullPage(true));
        var found = new AxeBuilder(page).analyze().getViolations();
        assertThat(found)
                .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .extracting(rule -> name + ": " + rule.getId() + " " + rule.getNodes())
                .isEmpty();
        assertThat(page.title()).endsWith("Freeway");
        assertClean();
    }

    /** What is seen without scrolling. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
    }

    private void assertClean() {
        assertThat(outside).isEmpty();
        assertThat(failures).isEmpty();
        assertThat((List<?>) page.evaluate("window.reported")).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
