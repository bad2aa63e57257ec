package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.EpochMicros;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server that any number of replicas share. What a batch touches is locked, in the order of its
 * accounts, brought to how it is kept, decided as everywhere and written: one transaction a batch.
 * Between batches it looks around, so that what others did is known soon; by that nothing is
 * admitted.
 */
final class PostgresVault implements Vault {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final PostgresServer server;
    private final Books books;
    private final InstantSource clock;
    private final PostgresReplica replica;
    private final PostgresAccounts accounts;
    private final PostgresTallies tallies;
    private final HoldRows holds;
    private final Every look = new Every(LOOK);
    private final Every sweep = new Every(SWEEP);
    private final Trail trail = new Trail();
    private @Nullable Connection connection;
    private @Nullable BatchRows rows;

    PostgresVault(
            PostgresServer server,
            Books books,
            Function<CounterKey, Optional<Limit>> limits,
            InstantSource clock)
            throws SQLException {
        this.server = server;
        this.books = books;
        this.clock = clock;
        server.prepare();
        Connection first = server.connect();
        replica = PostgresReplica.join(first);
        first.close();
        accounts = new PostgresAccounts("replica-" + replica.id());
        tallies = new PostgresTallies(books, accounts);
        holds = new HoldRows(accounts, limits);
        books.number(replica::nextHold);
        recover();
    }

    /** What those held who left is charged as if used. */
    private void recover() throws SQLException {
        Changes changes = new Changes();
        for (OpenHold ownerless : begin(List.of())) {
            books.expire(ownerless, clock.instant(), changes);
        }
        write(changes);
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = server.connect();
            replica.speaksOver(open);
            rows = new BatchRows(open, new LedgerRows(open, accounts, ", version = DEFAULT"));
            connection = open;
        }
        return open;
    }

    @Override
    public Connection connection() {
        return Optional.ofNullable(connection).orElseThrow();
    }

    @Override
    public List<OpenHold> begin(List<Op> batch) throws SQLException {
        replica.begin();
        Connection open = open();
        replica.ensureHolds(open, batch.size());
        List<OpenHold> ownerless = lookAround(open);
        Touching touching = Touching.of(batch, ownerless);
        if (!touching.counters().isEmpty()) {
            lock(open, touching);
        }
        Set<Long> ended = present(open, touching.holds());
        return ownerless.stream().filter(hold -> ended.contains(hold.hold().id())).toList();
    }

    /** Sees what others did lately, and which holds nobody will end. */
    private List<OpenHold> lookAround(Connection open) throws SQLException {
        List<OpenHold> ownerless = List.of();
        if (look.isDue()) {
            tallies.look(open, trail.before(tallies.newest()), clock.instant());
            if (sweep.isDue()) {
                ownerless = replica.ownerless(open, EpochMicros.of(clock.instant()), holds);
            }
            open.commit();
        }
        return ownerless;
    }

    private void lock(Connection open, Touching touching) throws SQLException {
        List<PostgresAccounts.Name> names = new ArrayList<>();
        touching.counters()
                .forEach((key, meter) -> names.add(new PostgresAccounts.Name(key, meter.id())));
        touching.meters().forEach(meter -> names.add(accounts.sumName(Accounts.SPENT, meter)));
        touching.sums().forEach(sum -> names.add(accounts.sumName(sum, Meter.MICRO_DOLLARS)));
        accounts.meet(open, names);
        List<Integer> ids =
                touching.counters().entrySet().stream()
                        .map(counter -> accounts.of(counter.getKey(), counter.getValue()))
                        .toList();
        tallies.lock(open, ids, clock.instant());
    }

    /** Of those holds, which nobody has ended. Their accounts are locked, so it stays so. */
    private Set<Long> present(Connection open, Map<Long, OpenHold> wanted) throws SQLException {
        Set<Long> present = PostgresReplica.present(open, wanted.keySet());
        wanted.forEach((id, hold) -> {
            if (present.contains(id)) {
                books.load(hold);
            } else {
                books.forget(id);
            }
        });
        return present;
    }

    @Override
    public String lock() {
        return " FOR SHARE";
    }

    @Override
    public void write(Changes changes) throws SQLException {
        Connection open = connection();
        Optional.ofNullable(rows).orElseThrow().write(changes, books::tally);
        if (!changes.lessons().isEmpty() || changes.lessonsForgotten()) {
            PostgresEar.tell(open, PostgresEar.LESSONS);
        }
        replica.stamp(open);
        open.commit();
        accounts.written().forEach(tallies::saw);
        accounts.clear();
    }

    @Override
    public void rollback() throws SQLException {
        accounts.clear();
        Connection broken = connection;
        if (broken == null) {
            return;
        }
        try {
            broken.rollback();
        } catch (SQLException e) {
            connection = null;
            broken.close();
            throw e;
        }
    }

    @Override
    public boolean wasWritten() throws SQLException {
        Connection open = open();
        boolean written = replica.hasWritten(open);
        tallies.look(open, trail.before(tallies.newest()), clock.instant());
        open.commit();
        return written;
    }

    /** What it leaves open, another may end at once. */
    @Override
    public void close() throws SQLException {
        if (connection != null) {
            replica.leave(connection);
            connection.close();
        }
    }
}
