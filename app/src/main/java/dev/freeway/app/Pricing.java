package dev.freeway.app;

import dev.freeway.core.routing.Router;
import dev.freeway.core.routing.Solver;
import dev.freeway.relay.Ledger;
import dev.freeway.relay.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps prices up to date, off the path of requests: by the pace every second, solved anew every
 * few minutes; and keeps what they come of. Thread-safe.
 */
final class Pricing implements Supplier<Router>, AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Supplier<Router> offers;
    private final Outlook outlook;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Thread thread;
    private Instant solvedAt = Instant.MIN;
    private volatile Priced priced;

    private record Priced(Router of, Router router) {}

    /**
     * @param offers of the moment, without prices
     */
    Pricing(Supplier<Router> offers, Outlook outlook, Ledger ledger, InstantSource clock) {
        this.offers = offers;
        this.outlook = outlook;
        this.ledger = ledger;
        this.clock = clock;
        priced = priced(offers.get());
        thread = Thread.ofVirtual().name("pricing").start(this::keepUp);
    }

    /** The offers of the moment at the prices of the moment. */
    @Override
    public Router get() {
        Router current = offers.get();
        Priced known = priced;
        if (known.of() != current) {
            known = priced(current);
            priced = known;
        }
        return known.router();
    }

    private Priced priced(Router router) {
        return new Priced(router, outlook.price(router, ledger::tally, clock.instant()));
    }

    private void keepUp() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
                Router current = offers.get();
                Instant now = clock.instant();
                if (!now.isBefore(solvedAt.plus(Solver.EVERY))) {
                    outlook.solve(current, ledger::tally, now);
                    solvedAt = now;
                }
                outlook.keepSometimes(now);
                priced = priced(current);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
