package dev.freeway.app;

import dev.freeway.app.config.BadFile;
import dev.freeway.app.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/** Reads the configuration again when its file changes or SIGHUP comes; keeps the last good one. */
final class ConfigWatch {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Path file;
    private final Source source;
    private final Consumer<Config> use;
    private final PrintWriter log;
    private final BlockingQueue<Boolean> hangUps = new ArrayBlockingQueue<>(1);

    /** Reads the configuration. */
    @FunctionalInterface
    interface Source {
        Config read() throws BadFile, IOException;
    }

    ConfigWatch(Path file, Source source, Consumer<Config> use, PrintWriter log) {
        this.file = file;
        this.source = source;
        this.use = use;
        this.log = log;
    }

    void start() {
        Signals.register("HUP", () -> hangUps.offer(true));
        Optional<FileTime> seen = changed();
        Thread.ofVirtual().name("config").start(() -> watch(seen));
    }

    private void watch(Optional<FileTime> first) {
        Optional<FileTime> seen = first;
        try {
            while (true) {
                boolean asked =
                        Boolean.TRUE.equals(hangUps.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS));
                Optional<FileTime> now = changed();
                if (asked || !now.equals(seen)) {
                    seen = now;
                    reload();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<FileTime> changed() {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void reload() {
        try {
            use.accept(source.read());
            log.println("configuration read again: " + file);
        } catch (BadFile | IOException e) {
            log.println(e.getMessage() + "\nthe last good configuration stays in use");
        }
        log.flush();
    }
}
