package dev.freeway.app;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium, driven as somebody would. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final int HEIGHT = 900;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser program;

    private Chromium() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        program =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-dev-shm-usage",
                                                        "--disable-gpu")));
    }

    /** Skips the test where there is none. */
    static Chromium start() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROGRAM),
                "The console is not walked: no " + PROGRAM + " (apt-get install chromium)");
        return new Chromium();
    }

    /** Somebody new at a window of that width. */
    Visit visit(String origin, int width, ColorScheme theme) {
        NewContextOptions wishes =
                new NewContextOptions()
                        .setBaseURL(origin)
                        .setViewportSize(width, HEIGHT)
                        .setLocale("en-GB")
                        .setTimezoneId("UTC")
                        .setColorScheme(theme);
        return new Visit(origin, program.newContext(wishes));
    }

    @Override
    public void close() {
        program.close();
        playwright.close();
    }
}
