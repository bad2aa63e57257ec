package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static dev.freeway.app.Visit.heading;
import static dev.freeway.app.Visit.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The models are found by what is wanted of them, and each says how it is asked. */
class ConsoleModelsTest extends ChatWalk {
    private static Locator row(Page page, String model) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHas(link(page, model)));
    }

    @Test
    void theModelsAreFilteredAndOneIsAskedByATokenMadeForIt() throws Exception {
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.go("Models");
            assertThat(link(page, CEREBRAS)).isVisible();
            int all = page.locator("tbody tr").count();
            assertThat(row(page, CEREBRAS)).containsText("free now");
            assertThat(row(page, "openrouter/openai/gpt-oss-20b:free")).containsText("not for you");
            assertThat(row(page, "auto:small")).containsText("free now");
            assertThat(row(page, "auto:best")).containsText("not for you");
            page.getByLabel("does not train on my data").check();
            page.getByLabel("Context at least").selectOption("32000");
            page.getByLabel("Search").fill("cerebras oss");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.getByText("1 of " + all)).isVisible();
            link(page, CEREBRAS).click();
            assertThat(heading(page, "Terms of Cerebras Inference")).isVisible();
            assertThat(clerk.ask(login, "GET", "/api/terms", "").body())
                    .contains("\"name\":\"Cerebras Inference\"", "\"checked\":")
                    .doesNotContain("\"accounts\"", "\"base_url\"");
            button(page, "Put a new token in").click();
            assertThat(page.getByText("shown this once")).isVisible();
            String code = page.locator("fw-code pre").innerText().replace("Bearer ", "");
            String token = code.substring(code.indexOf("fw_")).split("\"", 2)[0];
            assertThat(clerk.chats(token, CEREBRAS).statusCode()).isEqualTo(200);
            assertThat(clerk.chats(token, "auto").statusCode()).isNotEqualTo(200);
        }
    }

    @Test
    void whoRunsItAndHasNoPlanSeesTheModelsAndIsToldWhyItAsksNone() throws Exception {
        clerk.done("PATCH", "/api/members/operator", "{\"plan\":\"\"}");
        login = clerk.admin();
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.go("Models");
            link(page, CEREBRAS).click();
            assertThat(heading(page, "Terms of Cerebras Inference")).isVisible();
            assertThat(page.getByRole(AriaRole.METER).first()).isVisible();
            visit.look("model-operator");
            visit.go("Playground");
            assertThat(page.getByText("operator has no plan to ask models under")).isVisible();
            visit.look("cannot-ask");
        }
    }
}
