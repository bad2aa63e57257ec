package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model says is shown as its words, whatever it says and however it comes. */
class ConsoleAnswerTest {
    private static final String TOKEN = "a-token-of-enough-length";
    private static final long SEED = 20_261_122;
    private static final int TOGETHER = 20;
    private static final int CHUNKS = 10_000;
    private static final double GAP_MILLIS_MAX = 1_000;
    private static final double LONG_ANSWER_MILLIS_MAX = 60_000;

    /** Whatever an answer has that is not words, or the markup that words may have. */
    private static final String FORBIDDEN =
            """
            (root) => [...root.querySelectorAll('*')].filter(each =>
              !/^(A|B|BLOCKQUOTE|BR|CODE|DEL|EM|H[1-6]|HR|I|KBD|LI|OL|P|PRE|S|STRONG|SUB|SUP|TABLE|TBODY|TD|TH|THEAD|TR|UL)$/
                .test(each.nodeName)
              || [...each.attributes].some(({ name, value }) =>
                !(name === 'start' || name === 'target' || name === 'rel'
                  || name === 'href' && /^(https?|mailto):/i.test(value)))
              || each.nodeName === 'A' && each.href && each.rel !== 'noopener noreferrer')
              .map(each => each.outerHTML.slice(0, 200))
            """;

    @TempDir Path directory;

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final List<String> dialogs = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private TalkingModel model;
    private Network network;
    private Gateway gateway;
    private Chromium chromium;
    private Visit visit;
    private Page page;

    @BeforeEach
    void open() throws Exception {
        chromium = Chromium.start();
        model = new TalkingModel();
        network = Network.open(2);
        String text =
                """
                listen: {port: 0}
                data: %s
                tokens: [{name: me, token: %s, operator: true}]
                accounts:
                  - %s
                """
                        .formatted(directory.resolve("data"), TOKEN, model.account());
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        Catalog catalog = Catalog.load();
        Config config = new ConfigReader(catalog, _ -> Optional.empty(), directory).read(file);
        gateway = new Gateway(config, catalog, network, clock);
        String origin = "http://127.0.0.1:" + gateway.port();
        visit = chromium.visit(origin, 1440, ColorScheme.LIGHT);
        page = visit.page();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(origin + "/")) {
                elsewhere.add(request.url());
            }
        });
        visit.signIn(TOKEN);
        visit.go("Playground");
        assertThat(page.getByPlaceholder("Ask anything")).isVisible();
    }

    @AfterEach
    void close() throws Exception {
        if (visit != null) {
            visit.close();
            gateway.close();
            network.close();
            model.close();
            chromium.close();
        }
    }

    private void ask(String text) {
        page.getByPlaceholder("Ask anything").fill(text);
        page.keyboard().press("Enter");
    }

    private Locator words() {
        return page.locator(".words").last();
    }

    /** Asks anew, and waits for the whole answer. */
    private void answered(List<String> pieces) {
        model.says(pieces);
        if (words().count() > 0) {
            button(page, "Start anew").click();
        }
        ask("Say it");
        assertThat(page.getByText("The answer is complete")).hasCount(1);
    }

    private void assertHarmless(String of) {
        assertThat((List<?>) words().evaluate(FORBIDDEN)).as(of).isEmpty();
        assertThat(page.evaluate("typeof window.marker")).as(of).isEqualTo("undefined");
        assertThat(dialogs).as(of).isEmpty();
        assertThat(elsewhere).as(of).isEmpty();
    }

    @Test
    void nothingThatAModelSaysRunsOrAsksForAnything() {
        List<String> all = Payloads.all(SEED);
        assertThat(all).hasSize(500).doesNotHaveDuplicates();
        Random random = new Random(SEED);
        for (int i = 0; i < all.size(); i += TOGETHER) {
            String text = "Before\n\n" + String.join("\n\n", all.subList(i, i + TOGETHER));
            answered(List.of(text + "\n\nAfter"));
            assertThat(words()).containsText("Before");
            assertHarmless("whole, from " + i);
            answered(Payloads.cut(text + "\n\nAfter", random));
            assertHarmless("cut, from " + i);
        }
    }

    /** Each by itself, where no other before it may have swallowed it. */
    @Test
    void noneOfThemDoesAnythingAlone() {
        Random random = new Random(SEED);
        List<List<String>> cut =
                Payloads.all(SEED).stream().map(text -> Payloads.cut(text, random)).toList();
        Object bad =
                page.evaluate(
                        """
                        async (all) => {
                          const main = document.querySelector('script[src$="/main.js"]').src;
                          const { Growing } = await import(main.replace('main.js', 'pages/chat/markdown.js'));
                          const forbidden = %s;
                          const bad = [];
                          for (const pieces of all) {
                            for (const parts of [[pieces.join('')], pieces]) {
                              const box = document.createElement('div');
                              document.body.append(box);
                              const growing = new Growing(box);
                              for (const part of parts) { growing.write(part); growing.draw(); }
                              bad.push(...forbidden(box));
                              await new Promise(requestAnimationFrame);
                              box.remove();
                            }
                          }
                          return bad;
                        }
                        """
                                .formatted(FORBIDDEN.strip()),
                        cut);
        assertThat((List<?>) bad).isEmpty();
        assertThat(page.evaluate("typeof window.marker")).isEqualTo("undefined");
        assertThat(dialogs).isEmpty();
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void markdownIsShownAsItIsMeantHoweverItIsCut() {
        String text =
                """
                # A road

                Some *words*, **strong** ones, `code` and [a link](https://example.test/).

                1. one

                2. two
                   - inner

                | a | b |
                |---|---|
                | 1 | 2 |

                ```js
                const a = '<b>';

                // an empty line before
                ```

                > said

                ![a hill](https://example.test/hill.png) <kbd>Enter</kbd>
                """;
        answered(List.of(text));
        Object whole = words().evaluate("each => each.innerHTML");
        answered(Payloads.cut(text, new Random(SEED)));
        assertThat(words().evaluate("each => each.innerHTML")).isEqualTo(whole);
        assertThat(words().locator("ol > li")).hasCount(2);
        assertThat(words().locator("pre code")).containsText("const a = '<b>';");
        assertThat(words().locator("td")).hasText(new String[] {"1", "2"});
        assertThat(words().locator("a")).hasText(new String[] {"a link", "a hill"});
        assertThat(words().locator("a").first()).hasAttribute("rel", "noopener noreferrer");
        visit.look("playground-markdown");
        assertHarmless("a usual answer");
    }

    @Test
    void thePageAnswersWhileTenThousandPiecesCome() {
        page.evaluate(
                """
                () => {
                  window.gap = 0;
                  let last = performance.now();
                  const look = (now) => { gap = Math.max(gap, now - last); last = now; requestAnimationFrame(look); };
                  requestAnimationFrame(look);
                }
                """);
        model.says(much());
        ask("Say much");
        assertThat(words()).containsText("word1 ");
        Locator box = page.getByPlaceholder("Ask anything");
        box.pressSequentially("typed while it comes");
        assertThat(box).hasValue("typed while it comes");
        assertThat(button(page, "Stop")).isVisible();
        assertThat(page.getByText("The answer is complete"))
                .hasCount(
                        1,
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                .setTimeout(LONG_ANSWER_MILLIS_MAX));
        assertThat(words()).containsText("word" + (CHUNKS - 1));
        assertThat(words().locator("h2")).hasCount(CHUNKS / 40);
        assertThat(((Number) page.evaluate("gap")).doubleValue()).isLessThan(GAP_MILLIS_MAX);
        assertThat(box).hasValue("typed while it comes");
    }

    private static List<String> much() {
        return IntStream.range(0, CHUNKS)
                .mapToObj(i ->
                        switch (i % 40) {
                            case 0 -> "\n\n## Part " + i + "\n\n";
                            case 13 -> "\n\n- item ";
                            case 26 -> "\n\n```\ncode " + i + "\n```\n\n";
                            default -> "word" + i + " ";
                        })
                .toList();
    }

    @Test
    void anAnswerIsStoppedAndTheNextOneComes() {
        model.says(much());
        ask("Say much");
        assertThat(words()).containsText("word1 ");
        button(page, "Stop").click();
        assertThat(page.getByText("stopped here")).isVisible();
        assertThat(words()).not().containsText("word" + (CHUNKS - 1));
        answered(List.of("The next one."));
        assertThat(words()).hasText("The next one.");
    }
}
