package dev.freeway.app.sdk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A script of {@code app/src/test/npm}, run with the clients that its lock file pins. */
public final class NodeScript {
    private NodeScript() {}

    /** Starts it; it exits with 77 where npm or Node are missing. */
    public static Process start(Path home, String script, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        "bash",
                        home.resolve("app/src/test/npm/run.sh").toString(),
                        home.resolve("app/target/npm").toAbsolutePath().toString(),
                        script);
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }
}
