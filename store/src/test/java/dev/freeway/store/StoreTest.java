package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Replays.Ticket;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.testkit.Cases;
import dev.freeway.testkit.TurnedClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final Lease LEASE = new Lease(Duration.ofMinutes(15), false);
    private static final CounterKey KEY = new CounterKey("somewhere", "mine", "*", "tpm");
    private static final Limit LIMIT =
            Limit.of("tpm", Meter.TOTAL_TOKENS, Window.rolling(1_000_000, Duration.ofMinutes(1)));

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    @TempDir Path directory;

    @Test
    void everyMeterBalancesToZeroAndEveryAccountIsTheSumOfItsEntries() throws Exception {
        try (Store store = open()) {
            Cases.forAll(
                    1,
                    random -> {
                        for (int i = 0; i < 300; i++) {
                            Hold hold = reserve(store, 1 + random.nextLong(5_000));
                            clock.turn(Duration.ofMillis(random.nextLong(500)));
                            settle(store, hold, random.nextLong(5_000));
                        }
                    });
        }
        assertThat(number("SELECT sum(balance) FROM account")).isZero();
        assertThat(number("SELECT max(balance) FROM account")).isPositive();
        assertThat(
                        number(
                                "SELECT count(*) FROM account a WHERE balance <> (SELECT"
                                    + " coalesce(sum(amount), 0) FROM entry WHERE debit = a.id) -"
                                    + " (SELECT coalesce(sum(amount), 0) FROM entry WHERE credit ="
                                    + " a.id)"))
                .isZero();
        assertThat(number("SELECT (SELECT sum(used) FROM cell) - (SELECT sum(amount) FROM entry)"))
                .isZero();
        assertThat(number("SELECT count(*) FROM hold")).isZero();
    }

    @Test
    void aSecondStartContinuesWhereTheFirstStopped() {
        try (Store store = open()) {
            settle(store, reserve(store, 5_000), 1_234);
        }
        try (Store store = open()) {
            assertThat(LIMIT.counter().used(store.tally(KEY), clock.instant())).isEqualTo(1_234);
        }
    }

    @Test
    void aFileOfAnotherVersionIsRefused() throws Exception {
        open().close();
        execute("PRAGMA user_version = 99");
        assertThatThrownBy(this::open)
                .isInstanceOf(LedgerUnavailable.class)
                .cause()
                .hasMessageContaining("version 99 (expected: ");
    }

    @Test
    void whenItCannotWriteNothingIsAdmittedAndWhatWasUsedIsNotLost() throws Exception {
        try (Store store = open()) {
            Hold hold = reserve(store, 5_000);
            execute("ALTER TABLE hold RENAME TO away");
            assertThatThrownBy(() -> reserve(store, 1)).isInstanceOf(LedgerUnavailable.class);
            var settled = store.settle(hold, settlement(700, Optional.empty()));
            assertThat(store.writable()).isFalse();
            execute("ALTER TABLE away RENAME TO hold");
            settled.join();
            assertThat(store.writable()).isTrue();
            assertThat(store.tally(KEY).held()).isZero();
            assertThat(LIMIT.counter().used(store.tally(KEY), clock.instant())).isEqualTo(700);
        }
    }

    @Test
    void anIdempotencyKeyIsTakenOnceAnsweredOnceAndFreeAfterADay() {
        try (Store store = open()) {
            assertThat(begin(store, "a")).isEqualTo(new Ticket.Fresh());
            assertThat(begin(store, "a")).isEqualTo(new Ticket.InFlight());
            assertThat(begin(store, "b")).isEqualTo(new Ticket.Mismatch());
            Replay replay = new Replay("me", "k", 200, Map.of("content-type", "x"), new byte[] {7});
            store.settle(reserve(store, 10), settlement(5, Optional.of(replay))).join();
            Ticket.Answered answered = (Ticket.Answered) begin(store, "a");
            assertThat(answered.replay().status()).isEqualTo(200);
            assertThat(answered.replay().headers()).containsEntry("content-type", "x");
            assertThat(answered.replay().body()).containsExactly(7);
            clock.turn(Duration.ofHours(24));
            assertThat(begin(store, "b")).isEqualTo(new Ticket.Fresh());
            store.forget("me", "k");
            assertThat(begin(store, "c")).isEqualTo(new Ticket.Fresh());
        }
        try (Store store = open()) {
            assertThat(begin(store, "d"))
                    .as("unanswered when it stopped")
                    .isEqualTo(new Ticket.Fresh());
        }
    }

    @Test
    void theJournalRemembersTheLatestOldestFirst() {
        try (Store store = open()) {
            for (int i = 0; i < 5; i++) {
                store.record(activity("r" + i));
            }
            reserve(store, 1);
            assertThat(store.latest(3)).extracting(Activity::id).containsExactly("r2", "r3", "r4");
            assertThat(store.latest(9).getFirst()).isEqualTo(activity("r0"));
        }
    }

    private Store open() {
        return Store.open(directory, key -> Optional.of(LIMIT).filter(_ -> key.equals(KEY)), clock);
    }

    private static Hold reserve(Store store, long tokens) {
        Claim claim =
                new Claim(
                        List.of(new dev.freeway.core.quota.Draw(KEY, LIMIT, Usage.of(0, tokens))));
        return ((Reservation.Held) store.reserve(claim, LEASE)).hold();
    }

    private void settle(Store store, Hold hold, long tokens) {
        store.settle(hold, settlement(tokens, Optional.empty())).join();
    }

    private Settlement settlement(long tokens, Optional<Replay> replay) {
        return new Settlement(Usage.of(0, tokens), clock.instant(), clock.instant(), false, replay);
    }

    private Ticket begin(Store store, String fingerprint) {
        return store.begin("me", "k", fingerprint, clock.instant());
    }

    private Activity activity(String id) {
        return Activities.of(id, clock.instant());
    }

    private long number(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.executeUpdate(sql);
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("freeway.db"));
    }
}
