package dev.freeway.app;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A demo, its operator, and a real browser that visits it; skipped where there is none. */
abstract class ConsoleWalk extends DemoTest {
    static final int WIDE = 1440;

    private static Chromium chromium;

    Clerk clerk;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void shut() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void aClerk() {
        clerk = new Clerk(demo, browser);
    }

    Visit visit(int width, ColorScheme theme) {
        return chromium.visit(demo.url().toString(), width, theme);
    }

    Visit visit() {
        return visit(WIDE, ColorScheme.LIGHT);
    }
}
