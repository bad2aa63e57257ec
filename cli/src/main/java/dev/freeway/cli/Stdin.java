package dev.freeway.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a verb may read.
 *
 * @param terminal whether somebody sits there and can be talked with
 */
public record Stdin(InputStream stream, boolean terminal) {
    private static final int BYTES_MAX = 10 * 1024 * 1024;

    /** The process's own. */
    public static Stdin ofProcess() {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new Stdin(System.in, terminal);
    }

    /** What is typed and not shown, after that prompt; where nobody sits there, all of it. */
    String secret(String prompt) throws IOException {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(_ -> terminal);
        return console.isPresent()
                ? Optional.ofNullable(console.get().readPassword(prompt))
                        .map(String::new)
                        .orElse("")
                : text();
    }

    /** All of it, up to what a gateway would take. */
    String text() throws IOException {
        byte[] bytes = stream.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new IOException("more than 10 MiB on standard input");
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
