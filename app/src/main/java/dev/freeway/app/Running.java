package dev.freeway.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keeps a gateway running until it is told to stop, and then closes it in order. */
final class Running {
    private static final Duration REFRESH = Duration.ofSeconds(30);

    /** What began is closed in order; what hangs while it begins is not waited for. */
    private static final Duration BEGINNING = Duration.ofSeconds(10);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<Kept> kept = Optional.empty();

    private Running() {}

    /**
     * What is kept running.
     *
     * @param everyNowAndThen what is to be looked at again meanwhile
     * @param temporary a directory that goes when the gateway does
     */
    record Kept(AutoCloseable gateway, Runnable everyNowAndThen, Optional<Path> temporary) {}

    /** Makes it. */
    @FunctionalInterface
    interface Beginning {
        Kept begin() throws IOException, InterruptedException;
    }

    /** It may be told to stop from the moment that it answers. */
    static void untilStopped(Beginning beginning) throws IOException, InterruptedException {
        Running running = new Running();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::stop));
        running.keep(beginning);
    }

    private void keep(Beginning beginning) throws IOException, InterruptedException {
        Kept made;
        try {
            made = beginning.begin();
            kept = Optional.of(made);
        } finally {
            begun.countDown();
        }
        while (!stopped.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
            made.everyNowAndThen().run();
        }
    }

    private void stop() {
        try {
            var _ = begun.await(BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
            if (kept.isPresent()) {
                kept.get().gateway().close();
                kept.get().temporary().ifPresent(Running::delete);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the gateway did not close", e);
        } finally {
            stopped.countDown();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
