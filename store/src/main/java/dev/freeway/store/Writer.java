package dev.freeway.store;

import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Reservation;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
    private final Vault vault;
    private final Books books;
    private final InstantSource clock;

    private Optional<Doubt> doubt = Optional.empty();
    private volatile boolean closing;
    private volatile boolean writable = true;

    /**
     * Of a batch nobody knows whether it was written.
     *
     * @param ops so many of it are the first that are tried again
     * @param opened for those who were told that it was not
     */
    private record Doubt(int ops, List<OpenHold> opened) {}

    Writer(Vault vault, Books books, InstantSource clock) {
        this.vault = vault;
        this.books = books;
        this.clock = clock;
    }

    void submit(Op op) {
        queue.add(op);
    }

    /** Lets the thread end once all that has queued is written. */
    void close() {
        closing = true;
    }

    /**
     * Whether the last batch was written; one is tried every now and then, if only an empty one.
     */
    boolean writable() {
        return writable;
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
            resolve(batch);
            for (OpenHold ownerless : vault.begin(batch)) {
                books.expire(ownerless, clock.instant(), changes);
            }
            for (Op op : batch) {
                answers.add(apply(op, changes));
            }
            vault.write(changes);
            writable = true;
        } catch (SQLException | RuntimeException e) {
            takeBack(batch, changes, e);
            TimeUnit.MILLISECONDS.sleep(BEFORE_RETRY.toMillis());
            return;
        }
        batch.clear();
        answers.forEach(Runnable::run);
    }

    /**
     * What was written after all is done; what it held for those who were refused is given back.
     */
    private void resolve(List<Op> batch) throws SQLException {
        if (doubt.isPresent() && vault.wasWritten()) {
            List<Op> written = batch.subList(0, doubt.get().ops());
            written.forEach(Writer::done);
            written.clear();
            doubt.get().opened().stream()
                    .map(open -> new Op.Release(open.hold(), new CompletableFuture<>()))
                    .forEach(this::submit);
        }
        doubt = Optional.empty();
    }

    private static void done(Op op) {
        switch (op) {
            case Op.Settle settle -> settle.done().complete(null);
            case Op.Release release -> release.done().complete(null);
            case Op.Observe observe -> observe.done().complete(0L);
            case Op.MakePrediction made -> made.done().complete(null);
            case Op.Reserve _, Op.BeginKey _, Op.ForgetLessons _, Op.KeepTraits _ -> {}
            case Op.Fill _, Op.Drain _ -> {}
            case Op.Learn learn -> learn.done().complete(null);
            case Op.Note _, Op.SeePrediction _, Op.ForgetKey _ -> {}
            case Op.KeepTranscript _, Op.EraseTranscripts _ -> {}
        }
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
            case Op.Credit credit -> credited(credit, changes);
            case Op.Learn(var lesson, var done) -> {
                changes.learned(lesson);
                yield () -> done.complete(null);
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

    private Runnable credited(Op.Credit credit, Changes changes) throws SQLException {
        return switch (credit) {
            case Op.Fill fill -> {
                if (booked(fill.ref(), changes).isEmpty()) {
                    books.fill(fill, clock.instant(), changes);
                }
                yield () -> fill.done().complete(null);
            }
            case Op.Drain drain -> {
                OptionalLong before = booked(drain.ref(), changes);
                OptionalLong left =
                        before.isPresent() ? before : books.drain(drain, clock.instant(), changes);
                yield () -> drain.done().complete(left);
            }
        };
    }

    /** How much was booked by that reference, before or in this batch. */
    private OptionalLong booked(String ref, Changes changes) throws SQLException {
        OptionalLong now = changes.booked(ref);
        return now.isPresent() ? now : CreditRows.booked(vault.connection(), ref);
    }

    private Runnable written(Op.Row row) throws SQLException {
        return switch (row) {
            case Op.BeginKey begin -> {
                var ticket = ReplayRows.begin(vault.connection(), begin);
                yield () -> begin.done().complete(ticket);
            }
            case Op.MakePrediction(var made, var done) -> {
                PredictionRows.insert(vault.connection(), made);
                yield () -> done.complete(null);
            }
            case Op.SeePrediction seen -> {
                PredictionRows.seen(vault.connection(), seen);
                yield () -> {};
            }
            case Op.KeepTraits(var traits, var done) -> {
                TraitRows.replace(vault.connection(), traits);
                yield () -> done.complete(null);
            }
            case Op.ForgetKey forget -> {
                ReplayRows.forget(vault.connection(), forget);
                yield () -> {};
            }
            case Op.KeepTranscript(var transcript) -> {
                TranscriptRows.insert(vault.connection(), transcript, vault.lock());
                yield () -> {};
            }
            case Op.EraseTranscripts(var member, var done) -> {
                long erased = TranscriptRows.erase(vault.connection(), member);
                yield () -> done.complete(erased);
            }
        };
    }

    private void takeBack(List<Op> batch, Changes changes, Exception cause) {
        writable = false;
        List<OpenHold> opened = List.copyOf(changes.opened());
        books.undo(changes);
        try {
            vault.rollback();
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
                    case Op.Fill fill -> fill.done().completeExceptionally(unavailable);
                    case Op.Drain drain -> drain.done().completeExceptionally(unavailable);
                    case Op.Settle _, Op.Release _, Op.Observe _, Op.Learn _ -> false;
                    case Op.Note _, Op.ForgetKey _ -> false;
                    case Op.EraseTranscripts erase ->
                            erase.done().completeExceptionally(unavailable);
                    case Op.MakePrediction _, Op.SeePrediction _ -> false;
                    case Op.KeepTranscript _ -> false;
                });
        doubt = doubt.or(() -> Optional.of(new Doubt(batch.size(), opened)));
    }
}
