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

    private final AutoCloseable gateway;
    private final Runnable everyNowAndThen;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<Path> temporary = Optional.empty();

    /**
     * @param everyNowAndThen what is to be looked at again while it runs
     */
    Running(AutoCloseable gateway, Runnable everyNowAndThen) {
        this.gateway = gateway;
        this.everyNowAndThen = everyNowAndThen;
    }

    /** The directory goes when the gateway does. */
    void deleteAfter(Path directory) {
        temporary = Optional.of(directory);
    }

    void untilStopped() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
        while (!stopped.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
            everyNowAndThen.run();
        }
    }

    private void stop() {
        try {
            gateway.close();
            temporary.ifPresent(Running::delete);
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
