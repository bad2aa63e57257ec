package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running gateway follows its file, and outlives mistakes in it. */
class ConfigWatchTest {
    private final BlockingQueue<Config> used = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @TempDir Path directory;

    @Test
    void aBadFileIsToldAndTheNextGoodOneUsed() throws Exception {
        Path file = write("listen: {port: 1}", 0);
        ConfigReader reader = new ConfigReader(Catalog.load(), _ -> Optional.empty(), directory);
        new ConfigWatch(file, () -> reader.read(file), used::add, log()).start();

        write("listen: {prot: 2}", 10);
        assertThat(told.poll(10, TimeUnit.SECONDS))
                .contains("freeway.yaml:1:10: unknown key 'prot' (did you mean 'port'?)")
                .contains("the last good configuration stays in use");
        assertThat(used).isEmpty();

        write("listen: {port: 3}", 20);
        assertThat(used.poll(10, TimeUnit.SECONDS)).extracting(Config::port).isEqualTo(3);
    }

    private Path write(String text, long second) throws Exception {
        Path fresh = Files.writeString(directory.resolve("new"), text);
        Files.setLastModifiedTime(
                fresh, FileTime.from(Instant.parse("2026-11-20T00:00:00Z").plusSeconds(second)));
        return Files.move(
                fresh,
                directory.resolve("freeway.yaml"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Hands on all that was printed between two flushes. */
    private PrintWriter log() {
        StringWriter text = new StringWriter();
        return new PrintWriter(text) {
            @Override
            public void flush() {
                told.add(text.toString());
                text.getBuffer().setLength(0);
            }
        };
    }
}
