package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static dev.freeway.app.Visit.heading;
import static dev.freeway.app.Visit.link;
import static dev.freeway.app.Visit.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Models are asked and compared in a real browser. */
class ConsoleChatTest extends ChatWalk {
    private static final String GEMMA = "cerebras/gemma-4-31b";
    private static final int CEREBRAS_A_MINUTE = 5;
    private static final byte[] DOT =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static void choosePanes(Page page) {
        labelled(page, "Model 1").fill(CEREBRAS);
        labelled(page, "Model 2").fill(GEMMA);
    }

    @Test
    void everyPageAtEveryWidthInBothThemes() {
        for (int width : List.of(360, 1440)) {
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (Visit visit = visit(width, theme)) {
                    String of = "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT);
                    models(visit, of);
                    playground(visit, of);
                    compare(visit, of);
                    clock.turn(Duration.ofMinutes(2));
                }
            }
        }
    }

    private void models(Visit visit, String of) {
        Page page = visit.page();
        visit.go("Models");
        assertThat(page.getByText("free now").last()).isVisible();
        visit.look("models" + of);
        page.getByLabel("Search").fill("there is nothing like that");
        assertThat(heading(page, "None is like that")).isVisible();
        visit.look("models-none" + of);
        page.getByLabel("Search").fill("");
        link(page, CEREBRAS).click();
        assertThat(heading(page, "Who would answer now")).isVisible();
        visit.look("model" + of);
    }

    private void playground(Visit visit, String of) {
        Page page = visit.page();
        page.navigate("/console/playground");
        assertThat(page.getByText("Now:")).isVisible();
        visit.look("playground-empty" + of);
        ask(page, "A long word: " + "W".repeat(200) + " [[out=60]]");
        complete(page, 1);
        page.getByText("Why, and what is left").click();
        assertThat(page.getByText("Settled:")).isVisible();
        choose(page, "no-such-model");
        ask(page, "And now?");
        assertThat(heading(page, "There is no such model")).isVisible();
        visit.look("playground" + of);
        choose(page, "auto");
        button(page, "Share").click();
        assertThat(heading(page, "Take it along")).isVisible();
        visit.look("share" + of);
    }

    private void compare(Visit visit, String of) {
        Page page = visit.page();
        page.navigate("/console/compare");
        assertThat(page.getByText("Its answer comes here.").first()).isVisible();
        choosePanes(page);
        labelled(page, "Prompt").fill("Which road? [[out=30]]");
        button(page, "Ask all").click();
        assertThat(heading(page, "What differs")).isVisible();
        assertThat(page.locator("dt").getByText("cost")).hasCount(2);
        visit.look("compare" + of);
    }

    @Test
    void aLoginAsksByATokenOfItsTabThatEndsWithIt() throws Exception {
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.go("Playground");
            ask(page, "Hi [[out=20]]");
            complete(page, 1);
            visit.go("Compare");
            choosePanes(page);
            labelled(page, "Prompt").fill("Hi [[out=5]]");
            button(page, "Ask all").click();
            complete(page, 2);

            JsonNode made = playgroundTokens();
            assertThat(made).as("one for all that this tab asks").hasSize(1);
            assertThat(made.get(0).path("scopes").toString()).isEqualTo("[\"models:read\"]");
            assertThat(made.get(0).path("expires_at").asText()).isEqualTo("2026-06-20T13:00:00Z");
            assertThat(made.get(0).path("revoked_at").isNull()).isTrue();
            String kept = "JSON.stringify([{...localStorage}, {...sessionStorage}])";
            assertThat(String.valueOf(page.evaluate(kept))).doesNotContain("fw_");

            button(page, "Sign out").click();
            assertThat(heading(page, "Sign in")).isVisible();
            login = clerk.login("ann");
            assertThat(playgroundTokens().get(0).path("revoked_at").isNull()).isFalse();
        }
    }

    private JsonNode playgroundTokens() throws Exception {
        var found = Json.array();
        clerk.done(login, "GET", "/api/tokens", "")
                .path("data")
                .forEach(token -> {
                    if (token.path("label").asText().equals("playground")) {
                        found.add(token);
                    }
                });
        return found;
    }

    @Test
    void aRefusalSaysWhenAndIsTriedAgain() {
        try (Visit visit = visit()) {
            Page page = visit.page();
            page.navigate("/console/playground/" + CEREBRAS);
            for (int i = 1; i <= CEREBRAS_A_MINUTE; i++) {
                ask(page, "Hi [[out=5]]");
                complete(page, i);
            }
            ask(page, "Once more [[out=5]]");
            assertThat(heading(page, "Nothing left for it just now")).isVisible();
            assertThat(page.getByText("rpm of cerebras").last()).isVisible();
            assertThat(page.locator("fw-refused time")).containsText(" s");
            visit.look("refused-for-now");

            clock.turn(Duration.ofMinutes(1));
            button(page, "Try again").click();
            complete(page, CEREBRAS_A_MINUTE + 1);
        }
    }

    @Test
    void whatWasSaidIsChangedAndAskedAgain() {
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.go("Playground");
            ask(page, "First [[out=5]]");
            complete(page, 1);
            ask(page, "Second [[out=5]]");
            complete(page, 2);
            button(page, "Answer message 2 anew").click();
            complete(page, 2);
            assertThat(sent.get(2)).isEqualTo(sent.get(1));

            button(page, "Edit message 1").click();
            labelled(page, "Your message").fill("Otherwise [[out=5]]");
            button(page, "Ask again from here").click();
            complete(page, 1);
            assertThat(sent.getLast().at("/messages/0/content").asText()).startsWith("Otherwise");
            assertThat(sent.getLast().path("messages")).hasSize(1);
        }
    }

    @Test
    void everySettingIsAskedFor() {
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.go("Playground");
            choose(page, GEMMA);
            labelled(page, "System prompt").fill("Be brief.");
            labelled(page, "Temperature").fill("0.5");
            labelled(page, "Top p").fill("0.9");
            labelled(page, "Max tokens").fill("50");
            labelled(page, "Seed").fill("7");
            labelled(page, "Stop at").fill("END\n***");
            page.getByText("Tools and the form").click();
            labelled(page, "Tools").fill("[{");
            ask(page, "Look");
            assertThat(page.getByText("Tools: this is no JSON")).isVisible();
            assertThat(sent).isEmpty();

            labelled(page, "Tools")
                    .fill("{\"type\":\"function\",\"function\":{\"name\":\"look\"}}");
            labelled(page, "JSON schema of the answer").fill("{\"type\":\"object\"}");
            page.locator("input[type=file]")
                    .setInputFiles(new FilePayload("dot.png", "image/png", DOT));
            assertThat(page.getByAltText("dot.png")).isVisible();
            page.keyboard().press("Escape");
            box(page).press("Enter");
            assertThat(button(page, "Edit message 1")).isVisible();
            assertWishes(sent.getFirst());
        }
    }

    private static void assertWishes(JsonNode body) {
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
        assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
        assertThat(body.path("seed").asInt()).isEqualTo(7);
        assertThat(body.path("stop").toString()).isEqualTo("[\"END\",\"***\"]");
        assertThat(body.at("/tools/0/function/name").asText()).isEqualTo("look");
        assertThat(body.at("/response_format/json_schema/schema/type").asText())
                .isEqualTo("object");
        assertThat(body.at("/messages/0/content").asText()).isEqualTo("Be brief.");
        assertThat(body.at("/messages/1/content/0/text").asText()).isEqualTo("Look");
        assertThat(body.at("/messages/1/content/1/image_url/url").asText())
                .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(DOT));
    }

    @Test
    void aPromptIsSharedAsAFileAndAsCode() {
        String odd = "yes: \"no\"\n  # {{input}}\n\n- 'it' \\ ends \u2028 here: ";
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.go("Playground");
            labelled(page, "System prompt").fill("One line.\nAnd one\n  more: yes");
            labelled(page, "Temperature").fill("0.5");
            labelled(page, "Max tokens").fill("50");
            box(page).fill(odd);
            button(page, "Share").click();
            Object file =
                    new Load(LoadSettings.builder().build())
                            .loadFromString(page.locator("fw-share pre").textContent());
            assertThat(file)
                    .isEqualTo(
                            Map.of(
                                    "name",
                                    "yes: \"no\"",
                                    "model",
                                    "auto",
                                    "modelParameters",
                                    Map.of("temperature", 0.5, "maxTokens", 50),
                                    "messages",
                                    List.of(
                                            Map.of(
                                                    "role",
                                                    "system",
                                                    "content",
                                                    "One line.\nAnd one\n  more: yes"),
                                            Map.of("role", "user", "content", odd.strip()))));
            tabTo(page, "Save as shared.prompt.yml");
            page.getByRole(AriaRole.TAB).first().focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("fw-share pre"))
                    .containsText("curl " + demo.url() + "/v1/chat/completions");
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("fw-share pre")).containsText("temperature=0.5");
        }
    }

    @Test
    void oneSeedForAllThatAreCompared() {
        try (Visit visit = visit()) {
            Page page = visit.page();
            visit.go("Compare");
            button(page, "Add a model").click();
            choosePanes(page);
            labelled(page, "Model 3").fill("auto");
            labelled(page, "Prompt").fill("Hi [[out=9]]");
            labelled(page, "Seed").fill("11");
            button(page, "Ask all").click();
            assertThat(heading(page, "What differs")).isVisible();
            assertThat(sent).extracting(body -> body.path("seed").asInt()).containsOnly(11);
            assertThat(sent).extracting(body -> body.path("model").asText()).contains(CEREBRAS);
            assertThat(page.locator(".diff del").first()).isVisible();
            page.locator(".difference select").last().selectOption("0");
            assertThat(page.getByText("Word for word the same.")).isVisible();
            button(page, "Take model 1 away").click();
            assertThat(page.locator(".pane")).hasCount(2);
        }
    }
}
