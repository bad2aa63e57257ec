package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Reservation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The one thread that changes the books: takes what has queued, applies it in memory, commits the
 * batch, then answers. What cannot be written is taken back: reservations fail, everything else
 * waits for the next try.
 */
final class Writer implements Runnable {
    private static final int BATCH_MAX = 1024;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(500);

    private final BlockingQueue<Op> queue = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final Accounts accounts;
    private final LedgerRows rows;
    private final ActivityRows journal;
    private final Books books;
    private final InstantSource clock;
    private volatile boolean closing;

    Writer(
            Connection connection,
            Books books,
            Function<CounterKey, Optional<Limit>> limits,
            InstantSource clock)
            throws SQLException {
        this.connection = connection;
        this.books = books;
        this.clock = clock;
        accounts = new Accounts(connection);
        rows = new LedgerRows(connection, accounts);
        journal = new ActivityRows(connection);
        recover(limits);
    }

    /** What the last process held is charged as if used; its keys are free again. */
    private void recover(Function<CounterKey, Optional<Limit>> limits) throws SQLException {
        List<OpenHold> orphans =
                new Opening(connection, accounts, books).load(limits, clock.instant());
        Changes changes = new Changes();
        for (OpenHold orphan : orphans) {
            books.expire(orphan, clock.instant(), changes);
        }
        ReplayRows.forgetUnanswered(connection);
        write(changes);
    }

    void submit(Op op) {
        queue.add(op);
    }

    /** Lets the thread end once all that has queued is written. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        List<Op> batch = new ArrayList<>(BATCH_MAX);
        while (!closing || !queue.isEmpty() || !batch.isEmpty()) {
            try {
                fill(batch);
                commit(batch);
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private void fill(List<Op> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Op first = queue.poll(closing ? 0 : IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
            }
        }
        queue.drainTo(batch, BATCH_MAX - batch.size());
    }

    /** Empties {@code batch}, or leaves in it what must be tried again. */
    private void commit(List<Op> batch) throws InterruptedException {
        Changes changes = new Changes();
        List<Runnable> answers = new ArrayList<>(batch.size());
        try {
            for (OpenHold overdue : books.overdue(clock.instant())) {
                books.expire(overdue, clock.instant(), changes);
            }
            for (Op op : batch) {
                answers.add(apply(op, changes));
            }
            write(changes);
        } catch (SQLException | RuntimeException e) {
            takeBack(batch, changes, e);
            TimeUnit.MILLISECONDS.sleep(BEFORE_RETRY.toMillis());
            return;
        }
        batch.clear();
        answers.forEach(Runnable::run);
    }

    /** Changes the books, and says how to answer once that is durable. */
    private Runnable apply(Op op, Changes changes) throws SQLException {
        return switch (op) {
            case Op.Reserve(var claim, var lease, var done) -> {
                Reservation reservation = books.reserve(claim, lease, clock.instant(), changes);
                yield () -> done.complete(reservation);
            }
            case Op.Settle(var hold, var settlement, var done) -> {
                books.settle(hold, settlement, changes);
                settlement.replay().ifPresent(changes::answered);
                yield () -> done.complete(null);
            }
            case Op.Release(var hold, var done) -> {
                books.release(hold, changes);
                yield () -> done.complete(null);
            }
            case Op.Observe(var key, var limit, var left, var done) -> {
                long elsewhere = books.observe(key, limit, left, clock.instant(), changes);
                yield () -> done.complete(elsewhere);
            }
            case Op.Learn(var lesson) -> {
                changes.learned(lesson);
                yield () -> {};
            }
            case Op.ForgetLessons(var done) -> {
                changes.forgotLessons();
                yield () -> done.complete(null);
            }
            case Op.Note(var activity) -> {
                changes.noted(activity);
                yield () -> {};
            }
            case Op.Row row -> written(row);
        };
    }

    private Runnable written(Op.Row row) throws SQLException {
        return switch (row) {
            case Op.BeginKey begin -> {
                var ticket = ReplayRows.begin(connection, begin);
                yield () -> begin.done().complete(ticket);
            }
            case Op.MakePrediction(var made, var done) -> {
                PredictionRows.insert(connection, made);
                yield () -> done.complete(null);
            }
            case Op.SeePrediction seen -> {
                PredictionRows.seen(connection, seen);
                yield () -> {};
            }
            case Op.KeepTraits(var traits, var done) -> {
                TraitRows.replace(connection, traits);
                yield () -> done.complete(null);
            }
            case Op.ForgetKey forget -> {
                ReplayRows.forget(connection, forget);
                yield () -> {};
            }
        };
    }

    private void write(Changes changes) throws SQLException {
        rows.write(changes, books::tally);
        journal.write(changes.activities());
        if (changes.lessonsForgotten()) {
            LessonRows.forget(connection);
        }
        for (var lesson : changes.lessons()) {
            LessonRows.write(connection, lesson);
        }
        for (var replay : changes.replays()) {
            ReplayRows.answered(connection, replay);
        }
        connection.commit();
        accounts.committed();
    }

    private void takeBack(List<Op> batch, Changes changes, Exception cause) {
        books.undo(changes);
        accounts.rolledBack();
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        LedgerUnavailable unavailable =
                new LedgerUnavailable("the ledger cannot write: " + cause.getMessage(), cause);
        batch.removeIf(op ->
                switch (op) {
                    case Op.Reserve reserve -> reserve.done().completeExceptionally(unavailable);
                    case Op.BeginKey begin -> begin.done().completeExceptionally(unavailable);
                    case Op.ForgetLessons forget ->
                            forget.done().completeExceptionally(unavailable);
                    case Op.KeepTraits keep -> keep.done().completeExceptionally(unavailable);
                    case Op.Settle _, Op.Release _, Op.Observe _, Op.Learn _ -> false;
                    case Op.Note _, Op.ForgetKey _ -> false;
                    case Op.MakePrediction _, Op.SeePrediction _ -> false;
                });
    }
}
