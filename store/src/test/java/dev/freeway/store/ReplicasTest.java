package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Learner;
import dev.freeway.relay.Lease;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Lesson;
import dev.freeway.relay.Replays.Ticket;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.testkit.TurnedClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any number of replicas share every limit exactly, whatever breaks. */
class ReplicasTest {
    private static final Lease LEASE = new Lease(Duration.ofMinutes(15), false);
    private static final long CAP = 400;
    private static final int AT_A_TIME = 5;
    private static final Map<String, Counter> KINDS =
            Map.of(
                    "rolling", Window.rolling(CAP, Duration.ofMinutes(1)),
                    "calendar", Window.calendar(CAP, CalendarUnit.DAY, ZoneOffset.UTC),
                    "first-use", Window.firstUse(CAP, Duration.ofDays(30)),
                    "bucket", Bucket.of(CAP, Duration.ofDays(1)),
                    "pot", new Pot(CAP, Instant.MAX),
                    "slots", new Slots(AT_A_TIME));

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final List<Store> stores = new ArrayList<>();

    @AfterEach
    void close() {
        stores.forEach(Store::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rolling", "calendar", "first-use", "bucket", "pot", "slots"})
    void aLimitSharedByFourIsExceededByNoneAndUsedToTheEnd(String kind) throws Exception {
        PostgresServer server = Postgres.database();
        List<Store> four = List.of(store(server), store(server), store(server), store(server));
        Judge judge = new Judge(new AtomicLong(), new AtomicInteger(), new AtomicInteger());
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < 64; client++) {
                Store store = four.get(client % four.size());
                all.add(clients.submit(() -> spend(store, kind, judge)));
            }
            for (Future<?> client : all) {
                client.get();
            }
        }
        if (kind.equals("slots")) {
            assertThat(judge.most().get()).isBetween(1, AT_A_TIME);
        } else {
            assertThat(judge.spent().get()).isEqualTo(CAP);
        }
    }

    /** Counts for itself, naively. */
    private record Judge(AtomicLong spent, AtomicInteger underWay, AtomicInteger most) {}

    private void spend(Store store, String kind, Judge judge) {
        for (int i = 0; i < 25; i++) {
            if (store.reserve(claim(kind, 1), LEASE) instanceof Reservation.Held(Hold hold)) {
                judge.most().accumulateAndGet(judge.underWay().incrementAndGet(), Math::max);
                judge.spent().incrementAndGet();
                judge.underWay().decrementAndGet();
                store.settle(hold, settlement(1)).join();
            }
        }
    }

    @Test
    void whatOneTookTheOthersSeeWithinASecond() throws Exception {
        PostgresServer server = Postgres.database();
        Store one = store(server);
        Store other = store(server);
        Hold hold = held(one.reserve(claim("pot", 100), LEASE));
        eventually(() -> other.tally(key("pot")).held() == 100);
        one.settle(hold, settlement(60)).join();
        eventually(() -> KINDS.get("pot").used(other.tally(key("pot")), clock.instant()) == 60);
    }

    @Test
    void whatOneLearnsOfALimitTheOthersKnowWithinASecond() throws Exception {
        PostgresServer server = Postgres.database();
        Store one = store(server);
        Store other = store(server);
        AtomicInteger changes = new AtomicInteger();
        Learner learner = new Learner(other, other, clock, changes::incrementAndGet);
        one.learned(new Lesson(key("pot"), 40, clock.instant(), "refused at 40")).join();
        eventually(() -> learner.amount(key("pot")).equals(OptionalLong.of(40)));
        assertThat(changes).hasValue(1);
        one.forgetLessons().join();
        eventually(() -> learner.lessons().isEmpty());
    }

    @Test
    void anIdempotencyKeyIsTakenOnceAmongAll() {
        PostgresServer server = Postgres.database();
        Store one = store(server);
        Store other = store(server);
        assertThat(one.begin("me", "k", "a", clock.instant())).isEqualTo(new Ticket.Fresh());
        assertThat(other.begin("me", "k", "a", clock.instant())).isEqualTo(new Ticket.InFlight());
        one.forget("me", "k");
        one.reserve(claim("pot", 1), LEASE);
        assertThat(other.begin("me", "k", "a", clock.instant())).isEqualTo(new Ticket.Fresh());
    }

    @Test
    void aServerThatIsGoneRefusesAllAndForgetsNothing(@TempDir Path data) throws Exception {
        EmbeddedPostgres server = postgres(data, 0);
        int port = server.getPort();
        Store store = store(address(port));
        Hold hold = held(store.reserve(claim("pot", 300), LEASE));
        server.close();
        assertThatThrownBy(() -> store.reserve(claim("pot", 1), LEASE))
                .isInstanceOf(LedgerUnavailable.class);
        var settled = store.settle(hold, settlement(250));
        try (EmbeddedPostgres back = postgres(data, port)) {
            long began = System.nanoTime();
            settled.join();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(used(store)).isEqualTo(250);
            assertThat(store.reserve(claim("pot", 150), LEASE))
                    .isInstanceOf(Reservation.Held.class);
            store.close();
            stores.remove(store);
        }
    }

    /** The answer to a commit is lost on the way: written is written, once. */
    @Test
    void aCommitWhoseAnswerIsLostCountsOnce() throws Exception {
        PostgresServer server = Postgres.database();
        try (LossyLine line = new LossyLine(server.address().getPort())) {
            String path = server.address().getPath();
            Store store = store(address(line.port(), path + "?prepareThreshold=0"));
            Hold hold = held(store.reserve(claim("pot", 300), LEASE));
            line.loseTheNextCommit();
            store.settle(hold, settlement(120)).join();
            assertThat(line.lost()).isOne();
            assertThat(used(store)).isEqualTo(120);
            line.loseTheNextCommit();
            assertThatThrownBy(() -> store.reserve(claim("pot", 200), LEASE))
                    .isInstanceOf(LedgerUnavailable.class);
            assertThat(line.lost()).isEqualTo(2);
            eventually(() -> store.reserve(claim("pot", 280), LEASE) instanceof Reservation.Held);
        }
    }

    private long used(Store store) {
        return KINDS.get("pot").used(store.tally(key("pot")), clock.instant());
    }

    private static EmbeddedPostgres postgres(Path data, int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static PostgresServer address(int port) {
        return address(port, "/postgres");
    }

    private static PostgresServer address(int port, String path) {
        return new PostgresServer(URI.create("postgresql://postgres@127.0.0.1:" + port + path));
    }

    private Store store(PostgresServer server) {
        Store store =
                Store.at(
                        server,
                        key ->
                                Optional.ofNullable(KINDS.get(key.limit()))
                                        .map(c -> limit(key.limit())),
                        clock);
        stores.add(store);
        return store;
    }

    private static Limit limit(String kind) {
        Meter meter = kind.equals("slots") ? Meter.IN_FLIGHT : Meter.TOTAL_TOKENS;
        return Limit.of(kind, meter, KINDS.get(kind));
    }

    private static Claim claim(String kind, long units) {
        return new Claim(List.of(new Draw(key(kind), limit(kind), Usage.of(0, units))));
    }

    private static CounterKey key(String kind) {
        return new CounterKey("somewhere", "mine", CounterKey.SHARED, kind);
    }

    private static Hold held(Reservation reservation) {
        return ((Reservation.Held) reservation).hold();
    }

    private Settlement settlement(long units) {
        Instant now = clock.instant();
        return new Settlement(Usage.of(0, units), now, now, false, Optional.empty());
    }

    private static void eventually(java.util.function.BooleanSupplier holds) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        boolean held = holds.getAsBoolean();
        while (!held && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
            held = holds.getAsBoolean();
        }
        assertThat(held).isTrue();
    }
}
