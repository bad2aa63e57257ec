package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static dev.freeway.app.Visit.heading;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The console over every provider there is; of this the README shows pictures. */
class ConsoleWholeTest extends ConsoleWalk {
    private static final int WIDTH = 1280;

    @Override
    Set<String> providers() {
        return Set.of();
    }

    @Test
    void everyProviderIsSeenAtOnce() throws Exception {
        for (String model :
                List.of(
                        "cerebras/gpt-oss-120b",
                        "cerebras/gpt-oss-120b",
                        "openrouter/openai/gpt-oss-20b:free",
                        "cloudflare/@cf/openai/gpt-oss-20b",
                        "groq/openai/gpt-oss-120b",
                        "groq/openai/gpt-oss-120b")) {
            browser.chat(model, "Which way? [[out=150]]", false);
        }
        for (int i = 0; i < 40; i++) {
            browser.chat("auto", "Which way? [[out=400]]", false);
        }
        try (Visit visit = visit(WIDTH, ColorScheme.LIGHT)) {
            Page page = visit.page();
            visit.signIn(clerk.admin());
            assertThat(page.getByRole(AriaRole.METER).first()).isVisible();
            visit.picture("readme-home");
            visit.look("home-whole");
            visit.go("Providers");
            page.getByLabel("Model").fill("gpt-oss-120b");
            button(page, "Explain").click();
            assertThat(heading(page, "Why not the others")).isVisible();
            visit.picture("readme-providers");
            visit.look("providers-whole");
            page.navigate("/console/models/cerebras/gpt-oss-120b");
            assertThat(heading(page, "Ask it from a program")).isVisible();
            visit.picture("readme-model");
            visit.look("model-whole");
        }
    }
}
