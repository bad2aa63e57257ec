package dev.freeway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import dev.freeway.testkit.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a gateway makes of what providers say of their limits. */
class LearnerTest {
    private static final CounterKey KEY = new CounterKey("p", "a", CounterKey.SHARED, "rpd");
    private static final Counter DAY = Window.calendar(50, CalendarUnit.DAY, ZoneOffset.UTC);

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T00:00:30Z"));
    private final List<Long> observed = new ArrayList<>();
    private final List<Lesson> kept = new ArrayList<>();
    private Tally used = Tally.EMPTY;
    private int changes;
    private Runnable others = () -> {};
    private CompletableFuture<Void> durable = CompletableFuture.completedFuture(null);
    private final Learner learner = learner();

    @Test
    void whatIsSmallerThanOursIsCounted() {
        learner.told(List.of(left(DAY, 12, Duration.ZERO)));
        assertThat(observed).containsExactly(12L);
        assertThat(learner.difference(KEY).orElseThrow().ours()).isEqualTo(50);
    }

    /** Of a bucket that is smaller than was thought there is also less in it. */
    @Test
    void whatIsLeftIsMeasuredByTheSizeThatWasSaidWithIt() {
        Counter guessed = new Undisclosed(Bucket.of(300, Duration.ofDays(1)));
        Reading refusal =
                Reading.refusal(bound(guessed), OptionalLong.of(200), OptionalLong.of(3), "full");
        learner.told(List.of(refusal));
        assertThat(observed).containsExactly(3L);
        assertThat(learner.difference(KEY).orElseThrow().ours()).isEqualTo(200);
        assertThat(learner.amount(KEY)).hasValue(200);
        used = used.hold(20);
        learner.told(List.of(refusal));
        assertThat(observed)
                .as("what is held for the refused comes back")
                .containsExactly(3L, -17L);
    }

    @Test
    void whatIsLargerThanOursIsOnlyShown() {
        learner.told(List.of(left(DAY, 60, Duration.ZERO)));
        assertThat(observed).isEmpty();
        assertThat(learner.difference(KEY).orElseThrow().left()).isEqualTo(60);
    }

    @Test
    void aPageThatMaySpeakOfYesterdayIsNotBelieved() {
        learner.told(List.of(left(DAY, 0, Duration.ofSeconds(60))));
        assertThat(observed).isEmpty();
        clock.turn(Duration.ofSeconds(60));
        learner.told(List.of(left(DAY, 0, Duration.ofSeconds(60))));
        assertThat(observed).containsExactly(0L);
    }

    @Test
    void aSizeIsLearnedOnceAndOutlivesTheProcess() {
        learner.told(List.of(size(DAY, 40), size(DAY, 40)));
        assertThat(kept).extracting(Lesson::amount).containsExactly(40L);
        assertThat(changes).isOne();
        assertThat(learner().amount(KEY)).hasValue(40);
    }

    @Test
    void whatIsForgottenIsPublishedAgainForGood() {
        learner.told(List.of(size(DAY, 40)));
        assertThat(learner.lessons()).extracting(Lesson::amount).containsExactly(40L);
        learner.forget().join();
        assertThat(learner.amount(KEY)).isEmpty();
        assertThat(learner.lessons()).isEmpty();
        assertThat(changes).isEqualTo(2);
        assertThat(learner().amount(KEY)).isEmpty();
    }

    @Test
    void whatOthersLearnAndForgetIsGoneByToo() {
        kept.add(new Lesson(KEY, 7, clock.instant(), "seen elsewhere"));
        others.run();
        assertThat(learner.amount(KEY)).hasValue(7);
        assertThat(changes).isEqualTo(1);
        others.run();
        assertThat(changes).as("nothing new").isEqualTo(1);
        kept.clear();
        others.run();
        assertThat(learner.lessons()).isEmpty();
    }

    @Test
    void whatIsNotWrittenYetIsNotForgottenForWhatOthersSay() {
        durable = new CompletableFuture<>();
        Counter guessed = new Undisclosed(DAY);
        learner.told(
                List.of(
                        Reading.refusal(
                                bound(guessed), OptionalLong.of(40), OptionalLong.of(0), "full")));
        others.run();
        assertThat(learner.amount(KEY)).hasValue(40);
        durable.complete(null);
        others.run();
        assertThat(learner.lessons()).as("by now it is what is kept that holds").isEmpty();
    }

    @Test
    void aPublishedLimitIsOnlyTightened() {
        Limit published = Limit.of("rpd", Meter.REQUESTS, DAY);
        assertThat(published.learned(40).counter().amount()).isEqualTo(40);
        assertThat(published.learned(1_000)).isEqualTo(published);
    }

    @Test
    void ofAnUndisclosedOneTheProviderIsBelieved() {
        Limit guessed = Limit.of("rpd", Meter.REQUESTS, new Undisclosed(DAY));
        assertThat(guessed.learned(40).counter().amount()).isEqualTo(40);
        assertThat(guessed.learned(1_000).counter().amount()).isEqualTo(1_000);
    }

    @Test
    void aRefusalSaysThatNothingIsLeftWhereTheLedgerKnowsWhenItComesBack() {
        learner.told(
                List.of(
                        Reading.refusal(
                                bound(DAY),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                "refused")));
        assertThat(observed).containsExactly(0L);
        assertThat(kept).isEmpty();
    }

    /** Else each refusal would leave room for the next. */
    @Test
    void whatIsHeldForTheRefusedIsNotLeftWhenItComesBack() {
        used = DAY.hold(Tally.EMPTY, 1, clock.instant());
        learner.told(
                List.of(
                        Reading.refusal(
                                bound(DAY),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                "refused")));
        assertThat(observed).containsExactly(-1L);
        assertThat(learner.difference(KEY).orElseThrow().left()).isZero();
    }

    @Test
    void ofARollingWindowOnlyTheProviderKnowsWhenItComesBack() {
        Counter rolling = Window.rolling(50, Duration.ofMinutes(1));
        learner.told(
                List.of(
                        Reading.refusal(
                                bound(rolling),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                "refused")));
        assertThat(observed).isEmpty();
    }

    @Test
    void anUndisclosedLimitIsAsLargeAsWhatWasUsedWhenItRefused() {
        Counter guessed = new Undisclosed(Window.rolling(50, Duration.ofMinutes(1)));
        used = guessed.use(Tally.EMPTY, 37, Span.at(clock.instant()));
        learner.told(
                List.of(
                        Reading.refusal(
                                bound(guessed),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                "refused")));
        assertThat(kept).extracting(Lesson::amount).containsExactly(37L);
    }

    @Test
    void oneRefusalDoesNotMakeAnUndisclosedLimitTiny() {
        Counter guessed = new Undisclosed(Window.rolling(50, Duration.ofMinutes(1)));
        learner.told(
                List.of(
                        Reading.refusal(
                                bound(guessed),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                "refused")));
        assertThat(kept).extracting(Lesson::amount).containsExactly(25L);
    }

    private static Reading left(Counter counter, long left, Duration age) {
        return Reading.said(
                bound(counter), OptionalLong.empty(), OptionalLong.of(left), age, "told");
    }

    private static Reading size(Counter counter, long amount) {
        return Reading.said(
                bound(counter),
                OptionalLong.of(amount),
                OptionalLong.empty(),
                Duration.ZERO,
                "told");
    }

    private static Bound bound(Counter counter) {
        return new Bound(KEY, Limit.of("rpd", Meter.REQUESTS, counter));
    }

    private Learner learner() {
        return new Learner(new Unused(), new Kept(), clock, () -> changes++);
    }

    private final class Kept implements Lessons {
        @Override
        public CompletableFuture<Void> learned(Lesson lesson) {
            if (durable.isDone()) {
                kept.add(lesson);
            }
            return durable;
        }

        @Override
        public CompletableFuture<Void> forgetLessons() {
            kept.clear();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<Lesson> lessons() {
            return kept;
        }

        @Override
        public void onLessons(Runnable listener) {
            others = listener;
        }
    }

    /** A ledger of which nothing was ever taken. */
    private final class Unused implements Ledger {
        @Override
        public Reservation reserve(Claim claim, Lease lease) {
            throw new AssertionError("nothing is reserved here");
        }

        @Override
        public CompletableFuture<Void> settle(Hold hold, Settlement settlement) {
            throw new AssertionError("nothing is settled here");
        }

        @Override
        public CompletableFuture<Void> release(Hold hold) {
            throw new AssertionError("nothing is released here");
        }

        @Override
        public CompletableFuture<Long> observe(CounterKey key, Limit limit, long left) {
            observed.add(left);
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public Tally tally(CounterKey key) {
            return used;
        }

        @Override
        public List<CounterKey> counters(String provider) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
