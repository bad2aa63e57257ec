package dev.freeway.app;

import dev.freeway.testkit.TurnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A demo of its own for every test, on a clock that stands still until it is turned. */
abstract class DemoTest {
    /** Far from midnight, so that no day ends unasked. */
    final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));

    @TempDir Path directory;
    Demo demo;
    Browser browser;

    /** Faster than life: the stand-ins' pauses are divided by it. */
    double speed() {
        return 50;
    }

    @BeforeEach
    void startDemo() throws Exception {
        demo = new Demo(new Demo.Wishes(0, speed(), directory, clock, Duration.ofSeconds(2)));
        browser = new Browser(demo);
    }

    @AfterEach
    void stopDemo() throws Exception {
        browser.close();
        demo.close();
    }
}
