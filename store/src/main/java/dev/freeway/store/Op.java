package dev.freeway.store;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Hold;
import dev.freeway.relay.Lease;
import dev.freeway.relay.Lesson;
import dev.freeway.relay.Predictions;
import dev.freeway.relay.Replays;
import dev.freeway.relay.Reservation;
import dev.freeway.relay.Settlement;
import dev.freeway.relay.Trait;
import dev.freeway.relay.Transcripts;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** What waits to be written. Its {@code done} completes when it is durable. */
sealed interface Op {
    /** What is no part of the books: written as it stands. */
    sealed interface Row extends Op {}

    /** What goes into a pot of credits or out of it, once by its reference. */
    sealed interface Credit extends Op {
        Bound pot();

        String sum();

        String ref();
    }

    record Reserve(Claim claim, Lease lease, CompletableFuture<Reservation> done) implements Op {}

    record Settle(Hold hold, Settlement settlement, CompletableFuture<Void> done) implements Op {}

    record Release(Hold hold, CompletableFuture<Void> done) implements Op {}

    record Observe(CounterKey key, Limit limit, long left, CompletableFuture<Long> done)
            implements Op {}

    /** What a new pot of credits was given, from that sum. */
    record Fill(Bound pot, String sum, CompletableFuture<Void> done) implements Credit {
        @Override
        public String ref() {
            return pot.key().subject() + "/fill";
        }
    }

    /** What is left of a pot of credits, to that sum. */
    record Drain(Bound pot, String sum, CompletableFuture<OptionalLong> done) implements Credit {
        @Override
        public String ref() {
            return pot.key().subject() + "/drain";
        }
    }

    record Learn(Lesson lesson, CompletableFuture<Void> done) implements Op {}

    record ForgetLessons(CompletableFuture<Void> done) implements Op {}

    record Note(Activity activity) implements Op {}

    record BeginKey(
            String owner,
            String key,
            String fingerprint,
            Instant now,
            CompletableFuture<Replays.Ticket> done)
            implements Row {}

    record MakePrediction(Predictions.Made made, CompletableFuture<Void> done) implements Row {}

    record SeePrediction(String id, Predictions.Sight sight) implements Row {}

    record KeepTraits(List<Trait> traits, CompletableFuture<Void> done) implements Row {}

    record ForgetKey(String owner, String key) implements Row {}

    record KeepTranscript(Transcripts.Transcript transcript) implements Row {}

    record EraseTranscripts(String member, CompletableFuture<Long> done) implements Row {}
}
