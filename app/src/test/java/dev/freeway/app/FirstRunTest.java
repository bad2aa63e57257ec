package dev.freeway.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.freeway.app.Visit.button;
import static dev.freeway.app.Visit.heading;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.app.config.ProviderFile;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.emulator.Emulators;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a gateway that nobody runs to its first answer, in a browser alone. */
class FirstRunTest {
    private static final String ACME =
            """
            id: acme
            name: Acme Thinking
            base_url: %s/api/v3
            key_variables: [ACME_API_KEY]
            paths: {chat: /chat/completions}
            stops_on_cancel: false
            privacy: {trains: "no", keeps: "no", source: its page, checked: 2026-11-19, certainty: verified}
            use: {serves: anyone, source: its page, checked: 2026-11-19, certainty: verified}
            models_from: {source: its page, checked: 2026-11-19, certainty: verified}
            models:
              - {id: acme/swift, context: 32000, output: 4000, default_output: 500, can: [chat]}
            limits:
              - {id: rpd, meter: requests, window: 40, anchor: day, zone: UTC,
                 source: its page, checked: 2026-11-19, certainty: verified}
            """;

    private static final String KEY = "emulated";
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Network network = Network.open(2);
    @TempDir private Path directory;
    private Emulators emulators;
    private Gateway gateway;

    @BeforeEach
    void open() throws Exception {
        Path file = directory.resolve("acme.yaml");
        Files.writeString(file, ACME.formatted("https://acme.example"));
        EmulatorWorld world =
                new EmulatorWorld(clock, 1_000, 7, List.of())
                        .with(List.of(Inventions.of(ProviderFile.read(file), clock.instant())));
        emulators = Emulators.start(network, world, Config.HOST, 0);
        Files.writeString(file, ACME.formatted(emulators.baseUri() + "/acme"));
        Path config =
                Files.writeString(
                        directory.resolve("freeway.yaml"),
                        "{listen: {port: 0}, data: %s, providers: [acme.yaml]}"
                                .formatted(directory.resolve("data")));
        gateway =
                new Gateway(
                        new ConfigReader(Catalog.load(), _ -> Optional.empty(), directory)
                                .read(config),
                        Catalog.load(),
                        network,
                        clock);
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        emulators.close();
        network.close();
    }

    private String code() throws Exception {
        return gateway.members().entrances().setupCode().orElseThrow().reveal();
    }

    private String url() {
        return "http://127.0.0.1:" + gateway.port();
    }

    @Test
    void fromTheSetupCodeToTheFirstAnswer() throws Exception {
        try (Chromium chromium = Chromium.start();
                Visit visit = chromium.visit(url(), 1440, ColorScheme.LIGHT)) {
            Instant begun = Instant.now();
            Page page = visit.page();
            begin(visit, code());
            visit.look("first-provider");

            page.getByLabel("Provider").selectOption("acme");
            page.getByLabel("Key").fill("not-the-key");
            button(page, "Try it and keep it").click();
            assertThat(page.locator("fw-first-key .notice")).isVisible();
            visit.look("first-provider-refused");
            page.getByLabel("Key").fill(KEY);
            button(page, "Try it and keep it").click();

            assertThat(heading(page, "It works")).isVisible();
            String token = page.locator("fw-copy code").innerText();
            button(page, "Try it: ask one word").click();
            assertThat(page.locator("fw-try blockquote")).isVisible();
            assertThat(page.locator("fw-try")).containsText("acme/swift");
            visit.look("first-answer");
            button(page, "To the console").click();
            assertThat(heading(page, "What you can still call, for free")).isVisible();
            visit.look("first-home");
            assertThat(page.content()).doesNotContain(token);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(LONGEST);

            visit.go("Tokens");
            assertThat(page.locator("tbody tr")).hasCount(2);
        }
    }

    private static void begin(Visit visit, String code) {
        Page page = visit.page();
        page.navigate("/console/");
        assertThat(heading(page, "Welcome")).isVisible();
        page.getByLabel("Setup code").fill("fws_wrong");
        page.getByLabel("Your name").fill("root");
        page.getByLabel("Password").fill(Clerk.PASSWORD);
        button(page, "Begin").click();
        assertThat(page.locator("fw-first-run .notice")).containsText("code");
        page.getByLabel("Setup code").fill(code);
        button(page, "Begin").click();
        // Passwords are hashed slowly, and more so where much else goes on.
        heading(page, "Your first provider")
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
    }

    @Test
    void theWelcomeAtEveryWidthInBothThemes() {
        try (Chromium chromium = Chromium.start()) {
            for (int width : List.of(360, 1440)) {
                welcome(chromium, width, ColorScheme.LIGHT);
                welcome(chromium, width, ColorScheme.DARK);
            }
        }
    }

    private void welcome(Chromium chromium, int width, ColorScheme theme) {
        try (Visit visit = chromium.visit(url(), width, theme)) {
            visit.page().navigate("/console/");
            assertThat(heading(visit.page(), "Welcome")).isVisible();
            visit.look("welcome-%d-%s".formatted(width, theme.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** The page is gone for good once there is an operator. */
    @Test
    void onceThereIsAnOperatorNobodyIsAskedForACode() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            try (Visit visit = chromium.visit(url(), 360, ColorScheme.DARK)) {
                begin(visit, code());
                visit.look("first-provider-360-dark");
                button(visit.page(), "Later").click();
                assertThat(button(visit.page(), "Menu")).isVisible();
            }
            try (Visit visit = chromium.visit(url(), 360, ColorScheme.DARK)) {
                visit.page().navigate("/console/");
                assertThat(heading(visit.page(), "Sign in")).isVisible();
            }
        }
    }
}
