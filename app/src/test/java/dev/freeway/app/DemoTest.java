package dev.freeway.app;

import dev.freeway.api.SideDoor;
import dev.freeway.app.config.Hosting;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.testkit.TurnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A demo of its own for every test, on a clock that stands still until it is turned. */
abstract class DemoTest {
    /** Far from midnight, so that no day ends unasked, and before GitHub Models ended. */
    final TurnedClock clock = new TurnedClock(Instant.parse("2026-06-20T12:00:00Z"));

    @TempDir Path directory;
    Demo demo;
    Browser browser;

    /** Faster than life: the stand-ins' pauses are divided by it. */
    double speed() {
        return 50;
    }

    /** Those that stand behind it; none for every one. */
    Set<String> providers() {
        return Set.of("openrouter", "cerebras", "github-models");
    }

    /** What is spoken beside the usual. */
    Set<SideDoor> doors() {
        return Set.of();
    }

    /** Accounts that stand-ins know, and the gateway does not. */
    List<EmulatedAccount> strangers() {
        return List.of();
    }

    /** What serving others needs. */
    Hosting hosting() {
        return Hosting.USUAL.inside();
    }

    @BeforeEach
    void startDemo() throws Exception {
        Demo.Wishes wishes =
                new Demo.Wishes(0, speed(), directory, clock, Duration.ofSeconds(2), providers());
        demo = new Demo(wishes.with(doors()).knowing(strangers()).with(hosting()));
        browser = new Browser(demo);
    }

    @AfterEach
    void stopDemo() throws Exception {
        browser.close();
        demo.close();
    }
}
