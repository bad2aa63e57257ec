package dev.freeway.app;

import dev.freeway.core.catalog.Offer;
import dev.freeway.provider.ReadBack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Holds the ledger against what providers tell, at the start and every few minutes. */
final class Reconciling implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Thread thread;

    Reconciling(ReadBack readBack, Supplier<List<Offer>> offers) {
        thread =
                Thread.ofVirtual()
                        .name("reconciling")
                        .start(() -> {
                            try {
                                while (true) {
                                    readBack.ask(offers.get());
                                    TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
