package dev.freeway.bench;

import dev.freeway.core.quota.Usage;
import dev.freeway.members.Declined;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.store.DatabaseRecords;
import dev.freeway.store.PostgresServer;
import dev.freeway.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Check a token, reserve and settle over four limits, by many requests at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LedgerBench {
    private static final int REQUESTS = 20_000;
    private static final int AT_A_TIME = 512;
    private static final Lease LEASE = new Lease(Duration.ofMinutes(15), false);

    @Param({"sqlite", "postgres"})
    private String kept = "";

    private Path directory = Path.of("");
    private Optional<EmbeddedPostgres> server = Optional.empty();
    private Optional<Store> store = Optional.empty();
    private Optional<Bearers> bearers = Optional.empty();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Setup
    public void open() throws IOException, Declined {
        directory = Files.createTempDirectory("freeway-bench-");
        InstantSource clock = InstantSource.system();
        if (kept.equals("sqlite")) {
            bearers = Optional.of(new Bearers(DatabaseRecords.open(directory, clock), clock));
            store = Optional.of(Store.open(directory, FourLimits::of, clock));
        } else {
            EmbeddedPostgres started = EmbeddedPostgres.start();
            server = Optional.of(started);
            URI address =
                    URI.create(
                            "postgresql://postgres@127.0.0.1:" + started.getPort() + "/postgres");
            PostgresServer postgres = new PostgresServer(address);
            bearers = Optional.of(new Bearers(DatabaseRecords.at(postgres, clock), clock));
            store = Optional.of(Store.at(postgres, FourLimits::of, clock));
        }
    }

    @TearDown
    public void close() throws IOException {
        store.ifPresent(Store::close);
        bearers.ifPresent(Bearers::close);
        if (server.isPresent()) {
            server.get().close();
        }
        threads.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void admitAndSettle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(AT_A_TIME);
        for (int i = 0; i < AT_A_TIME; i++) {
            int client = i;
            threads.execute(() -> {
                for (int j = 0; j < REQUESTS / AT_A_TIME; j++) {
                    bearers.orElseThrow().check(client + j);
                    once(store.orElseThrow());
                }
                done.countDown();
            });
        }
        done.await();
    }

    private static void once(Store store) {
        Reservation reservation = store.reserve(FourLimits.CLAIM, LEASE);
        Hold hold = ((Reservation.Held) reservation).hold();
        Instant now = hold.reservedAt();
        store.settle(hold, new Settlement(Usage.of(250, 90), now, now, false, Optional.empty()))
                .join();
    }
}
