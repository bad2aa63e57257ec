package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A variable says its value, or which file does. */
class EnvironmentTest {
    @TempDir Path directory;

    @Test
    void aFileMaySayWhatAVariableDoesNot() throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "from a file\n");
        Environment environment =
                new Environment(
                        Map.of("A_FILE", file.toString(), "B", "itself", "B_FILE", "unread"));
        assertThat(environment.variable("A")).contains("from a file");
        assertThat(environment.variable("B")).contains("itself");
        assertThat(environment.variable("C")).isEmpty();
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        Environment environment =
                new Environment(Map.of("A_FILE", directory.resolve("none").toString()));
        assertThatThrownBy(() -> environment.variable("A"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }
}
