package dev.freeway.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL that comes with the program. */
final class Scripts {
    private Scripts() {}

    static String text(String name) {
        try (InputStream sql = Scripts.class.getResourceAsStream(name)) {
            if (sql == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
