package dev.freeway.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Other people's data, which lies beside a checkout or not at all. */
final class Shared {
    private Shared() {}

    /** The file, or the end of the test with a line that says what was missing. */
    static Path file(String name) {
        Path home = Path.of(System.getProperty("freeway.home", "..")).toAbsolutePath().normalize();
        Path file = home.resolveSibling("shared").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no ../shared/" + name);
        return file;
    }
}
