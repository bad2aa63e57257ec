package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Somebody with a login alone, before a console whose models can be asked. */
abstract class ChatWalk extends ConsoleWalk {
    static final String CEREBRAS = "cerebras/gpt-oss-120b";

    final List<JsonNode> sent = new ArrayList<>();
    String login;

    @BeforeEach
    void ann() throws Exception {
        clerk.member("ann", "personal");
        login = clerk.login("ann");
    }

    @Override
    Visit visit(int width, ColorScheme theme) {
        Visit visit = super.visit(width, theme);
        visit.page().onRequest(this::remember);
        visit.signIn(login);
        visit.go("Home");
        return visit;
    }

    private void remember(Request request) {
        if (request.url().endsWith("/v1/chat/completions")) {
            sent.add(Json.parse(String.valueOf(request.postData())).orElseThrow());
        }
    }

    static Locator box(Page page) {
        return page.getByPlaceholder("Ask anything");
    }

    static Locator labelled(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    static void choose(Page page, String model) {
        labelled(page, "Model").fill(model);
        page.keyboard().press("Tab");
    }

    static void ask(Page page, String text) {
        box(page).fill(text);
        page.keyboard().press("Enter");
    }

    static void complete(Page page, int answers) {
        assertThat(page.getByText("The answer is complete")).hasCount(answers);
    }
}
