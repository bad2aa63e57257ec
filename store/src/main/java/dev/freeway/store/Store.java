package dev.freeway.store;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Admission;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Tally;
import dev.freeway.members.CreditBook;
import dev.freeway.members.CreditGrant;
import dev.freeway.relay.Activity;
import dev.freeway.relay.History;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Journal;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Ledger;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Lesson;
import dev.freeway.relay.Lessons;
import dev.freeway.relay.Predictions;
import dev.freeway.relay.Replays;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.relay.Trait;
import dev.freeway.relay.Traits;
import dev.freeway.relay.Transcripts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Ledger, journal, idempotency keys and predictions in one database: a SQLite file, which one
 * process at a time may have open, or a PostgreSQL server, which any number shares. Thread-safe.
 */
public final class Store
        implements Ledger,
                Journal,
                History,
                Replays,
                Lessons,
                Traits,
                Predictions,
                Transcripts,
                CreditBook {
    private final Books books;
    private final Vault vault;
    private final Reader reader;
    private final Optional<PostgresEar> ear;
    private final InstantSource clock;
    private final Writer writer;
    private final Thread thread;

    private Store(
            Books books,
            Vault vault,
            Database database,
            Optional<PostgresEar> ear,
            InstantSource clock)
            throws SQLException {
        this.ear = ear;
        this.books = books;
        this.vault = vault;
        this.clock = clock;
        reader = new Reader(database);
        writer = new Writer(vault, books, clock);
        thread = Thread.ofPlatform().name("ledger").start(writer);
    }

    /**
     * Opens the store in that directory, or makes a new one, and charges what the last process had
     * held when it died.
     *
     * @param limits today's terms, by counter
     * @throws LedgerUnavailable when it cannot be opened
     */
    public static Store open(
            Path directory, Function<CounterKey, Optional<Limit>> limits, InstantSource clock) {
        Database file = () -> SqliteFile.open(directory);
        try {
            Books books = new Books();
            return new Store(
                    books,
                    new SqliteVault(file.connect(), books, limits, clock),
                    file,
                    Optional.empty(),
                    clock);
        } catch (SQLException e) {
            throw new LedgerUnavailable("cannot open the ledger in " + directory, e);
        }
    }

    /**
     * Opens the store on that server as one more of those who share it.
     *
     * @param limits today's terms, by counter
     * @throws LedgerUnavailable when it cannot be reached
     */
    public static Store at(
            PostgresServer server,
            Function<CounterKey, Optional<Limit>> limits,
            InstantSource clock) {
        try {
            Books books = new Books();
            return new Store(
                    books,
                    new PostgresVault(server, books, limits, clock),
                    server,
                    Optional.of(new PostgresEar(server, PostgresEar.LESSONS)),
                    clock);
        } catch (SQLException e) {
            throw new LedgerUnavailable("cannot open the ledger at " + server, e);
        }
    }

    /** Says no from memory, at no cost; says yes only when that is on disk. */
    @Override
    public Reservation reserve(Claim claim, Lease lease) {
        if (Admission.decide(claim, books::tally, clock.instant())
                instanceof Decision.Lacks lacks) {
            return new Reservation.Refused(lacks);
        }
        CompletableFuture<Reservation> done = new CompletableFuture<>();
        writer.submit(new Op.Reserve(claim, lease, done));
        return await(done);
    }

    @Override
    public CompletableFuture<Void> settle(Hold hold, Settlement settlement) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.submit(new Op.Settle(hold, settlement, done));
        return done;
    }

    @Override
    public CompletableFuture<Void> release(Hold hold) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.submit(new Op.Release(hold, done));
        return done;
    }

    @Override
    public CompletableFuture<Long> observe(CounterKey key, Limit limit, long left) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        writer.submit(new Op.Observe(key, limit, left, done));
        return done;
    }

    @Override
    public void fill(Collection<CreditGrant> grants) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (CreditGrant grant : grants) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            writer.submit(new Op.Fill(grant.pot(), word(grant.source()), done));
            all.add(done);
        }
        all.forEach(Store::await);
    }

    @Override
    public OptionalLong drain(Bound pot, End end) {
        CompletableFuture<OptionalLong> done = new CompletableFuture<>();
        writer.submit(new Op.Drain(pot, word(end), done));
        return await(done);
    }

    private static String word(Enum<?> sum) {
        return sum.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Line> lines(String holder, long before, int limit) {
        return reader.read(from -> CreditRows.of(from, holder, before, limit), "credits");
    }

    @Override
    public CompletableFuture<Void> learned(Lesson lesson) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.submit(new Op.Learn(lesson, done));
        return done;
    }

    @Override
    public void onLessons(Runnable listener) {
        ear.ifPresent(hears -> hears.listen(listener));
    }

    @Override
    public List<Lesson> lessons() {
        return reader.read(LessonRows::all, "what was learned");
    }

    @Override
    public CompletableFuture<Void> forgetLessons() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.submit(new Op.ForgetLessons(done));
        return done;
    }

    @Override
    public CompletableFuture<Void> keep(List<Trait> all) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.submit(new Op.KeepTraits(all, done));
        return done;
    }

    @Override
    public List<Trait> traits() {
        return reader.read(TraitRows::all, "how requests tend to be");
    }

    @Override
    public Tally tally(CounterKey key) {
        return books.tally(key);
    }

    @Override
    public List<CounterKey> counters(String provider) {
        return books.counters(provider);
    }

    @Override
    public void record(Activity activity) {
        writer.submit(new Op.Note(activity));
    }

    @Override
    public List<Activity> latest(int limit) {
        return reader.read(from -> ActivityRows.latest(from, limit), "the journal");
    }

    @Override
    public List<Entry> page(Filter filter, OptionalLong before, int limit) {
        return reader.read(from -> ActivityRows.page(from, filter, before, limit), "the journal");
    }

    @Override
    public List<Sum> usage(Period period, Set<By> by, int limit) {
        return reader.read(from -> UsageRows.read(from, period, by, limit), "what was used");
    }

    @Override
    public Ticket begin(String owner, String key, String fingerprint, Instant now) {
        CompletableFuture<Ticket> done = new CompletableFuture<>();
        writer.submit(new Op.BeginKey(owner, key, fingerprint, now, done));
        return await(done);
    }

    @Override
    public void forget(String owner, String key) {
        writer.submit(new Op.ForgetKey(owner, key));
    }

    @Override
    public CompletableFuture<Void> made(Made made) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.submit(new Op.MakePrediction(made, done));
        return done;
    }

    @Override
    public void seen(String id, Sight sight) {
        writer.submit(new Op.SeePrediction(id, sight));
    }

    @Override
    public Optional<Made> find(String id) {
        return reader.read(from -> PredictionRows.find(from, id), "predictions");
    }

    @Override
    public List<Made> of(String member, From from, int limit) {
        return reader.read(rows -> PredictionRows.of(rows, member, from, limit), "predictions");
    }

    @Override
    public void keep(Transcript transcript) {
        writer.submit(new Op.KeepTranscript(transcript));
    }

    @Override
    public List<Kept> kept(String account, OptionalLong before, int limit) {
        return reader.read(
                from -> TranscriptRows.page(from, account, before, limit), "what was said");
    }

    @Override
    public CompletableFuture<Long> erase(String account) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        writer.submit(new Op.EraseTranscripts(account, done));
        return done;
    }

    /** Whether it could be written when that was last tried, which is at most seconds ago. */
    public boolean writable() {
        return writer.writable();
    }

    private static <T> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LedgerUnavailable unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    /** Writes what has queued, then closes. */
    @Override
    public void close() {
        ear.ifPresent(PostgresEar::close);
        writer.close();
        thread.interrupt();
        try {
            thread.join();
            vault.close();
            reader.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new LedgerUnavailable("cannot close the ledger", e);
        }
    }
}
