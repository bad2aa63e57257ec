package dev.freeway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.quota.Charge;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Take;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import dev.freeway.testkit.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises, whatever it is kept in. */
public abstract class LedgerContract {
    private static final Lease LEASE = new Lease(Duration.ofMinutes(15), false);
    private static final CounterKey REQUESTS = key("somewhere", "rpm");
    private static final CounterKey TOKENS = key("somewhere", "tpd");
    private static final CounterKey GRANTED = key(CounterKey.GRANTED, "rpd");
    private static final CounterKey IN_FLIGHT = key("somewhere", "flights");
    private static final Map<CounterKey, Limit> LIMITS =
            Map.of(
                    REQUESTS,
                    limit(Meter.REQUESTS, Window.rolling(20, Duration.ofMinutes(1))),
                    TOKENS,
                    limit(Meter.TOTAL_TOKENS, new Pot(10_000, Instant.MAX)),
                    GRANTED,
                    limit(Meter.REQUESTS, Window.rolling(1_000, Duration.ofDays(1))),
                    IN_FLIGHT,
                    limit(Meter.IN_FLIGHT, new Slots(8)));

    protected final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private Ledger ledger;

    /** Opens the ledger; called again after {@link #crash}, on the same data. */
    protected abstract Ledger open();

    /** Ends the ledger as {@code kill -9} would: what is not durable is gone. */
    protected abstract void crash(Ledger ledger);

    /** The limits of today's terms, for recovery. */
    protected static Optional<Limit> limits(CounterKey key) {
        return Optional.ofNullable(LIMITS.get(key));
    }

    @BeforeEach
    void openLedger() {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void whatSomebodyElseSpentCountsAsUsed() {
        Limit tokens = LIMITS.get(TOKENS);
        assertThat(reserve(4_000)).isInstanceOf(Reservation.Held.class);
        assertThat(ledger.observe(TOKENS, tokens, 5_000).join()).isEqualTo(1_000);
        assertThat(ledger.observe(TOKENS, tokens, 5_000).join()).isZero();
        assertThat(ledger.observe(TOKENS, tokens, 9_000).join()).isZero();
        assertThat(reserve(5_001)).isInstanceOf(Reservation.Refused.class);
        crash(ledger);
        ledger = open();
        assertThat(reserve(5_001)).isInstanceOf(Reservation.Refused.class);
        assertThat(reserve(5_000)).isInstanceOf(Reservation.Held.class);
    }

    @Test
    void whatWasHeldIsNotLeftOnceItIsSaidThatNothingIs() {
        Hold refused = held(reserve(4_000));
        Limit tokens = LIMITS.get(TOKENS);
        assertThat(ledger.observe(TOKENS, tokens, -4_000).join()).isEqualTo(10_000);
        ledger.release(refused).join();
        assertThat(reserve(1)).isInstanceOf(Reservation.Refused.class);
    }

    @Test
    void holdsAllOfAClaimOrNothing() {
        assertThat(reserve(9_000)).isInstanceOf(Reservation.Held.class);
        assertThat(reserve(9_000)).isInstanceOf(Reservation.Refused.class);
        assertThat(held(REQUESTS)).isOne();
        assertThat(held(TOKENS)).isEqualTo(9_000);
        assertThat(held(IN_FLIGHT)).isOne();
    }

    @Test
    void saysWhichLimitRefusedAndWhenItWouldFit() {
        for (int i = 0; i < 20; i++) {
            settle(held(reserve(10)), 10);
        }
        Reservation.Refused refused = (Reservation.Refused) reserve(10);
        assertThat(refused.lacks().draw().key()).isEqualTo(REQUESTS);
        assertThat(refused.lacks().room()).isZero();
        assertThat(refused.lacks().fitsAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
    }

    @Test
    void settlesWhatWasUsedAndGivesBackTheRest() {
        settle(held(reserve(4_000)), 150);
        assertThat(used(TOKENS)).isEqualTo(150);
        assertThat(used(REQUESTS)).isOne();
        assertThat(held(TOKENS)).isZero();
        assertThat(held(IN_FLIGHT)).isZero();
    }

    @Test
    void releaseGivesEverythingBack() {
        ledger.release(held(reserve(4_000))).join();
        assertThat(used(TOKENS) + held(TOKENS) + used(REQUESTS) + held(REQUESTS)).isZero();
    }

    @Test
    void aHoldEndsOnce() {
        Hold hold = held(reserve(4_000));
        settle(hold, 150);
        settle(hold, 150);
        ledger.release(hold).join();
        assertThat(used(TOKENS)).isEqualTo(150);
        assertThat(held(TOKENS)).isZero();
    }

    @Test
    void aHoldNobodyEndsIsChargedWhenItsLeaseIsOver() throws Exception {
        reserve(4_000);
        clock.turn(LEASE.length());
        awaitNoHold();
        assertThat(used(TOKENS)).isEqualTo(4_000);
        assertThat(used(REQUESTS)).isOne();
    }

    @Test
    void aCrashChargesWhatWasHeldAndForgetsNothing() {
        settle(held(reserve(1_000)), 700);
        reserve(2_000);
        crash(ledger);
        ledger = open();
        assertThat(used(TOKENS)).isEqualTo(2_700);
        assertThat(used(REQUESTS)).isEqualTo(2);
        assertThat(held(TOKENS) + held(REQUESTS) + held(IN_FLIGHT)).isZero();
        crash(ledger);
        ledger = open();
        assertThat(used(TOKENS)).isEqualTo(2_700);
    }

    @Test
    void aCrashGivesBackWhatWeGrantedForARetryThatWillCome() {
        ledger.reserve(claim(500), new Lease(Duration.ofMinutes(15), true));
        crash(ledger);
        ledger = open();
        assertThat(used(GRANTED)).isZero();
        assertThat(used(REQUESTS)).isOne();
        assertThat(used(TOKENS)).isEqualTo(500);
    }

    @Test
    void aHoldOfBeforeTheCrashCannotBeSettledAfterIt() {
        Hold hold = held(reserve(2_000));
        crash(ledger);
        ledger = open();
        settle(hold, 5);
        assertThat(used(TOKENS)).isEqualTo(2_000);
        assertThat(held(reserve(10)).id()).isGreaterThan(hold.id());
    }

    @Test
    void windowsComeBackAfterTheirPeriodAndPotsDoNot() {
        settle(held(reserve(4_000)), 4_000);
        clock.turn(Duration.ofDays(40));
        assertThat(used(REQUESTS)).isZero();
        assertThat(used(TOKENS)).isEqualTo(4_000);
    }

    @Test
    void whatMayOverdrawIsAdmittedWhileAnythingIsLeft() {
        CounterKey key = key("somewhere", "balance");
        Limit balance =
                new Limit(
                        "balance",
                        Meter.TOTAL_TOKENS,
                        Price.of(Meter.TOTAL_TOKENS),
                        new Pot(100, Instant.MAX),
                        Charge.SETTLE,
                        new Exhaustion.Refuse());
        Claim claim = new Claim(List.of(new Draw(key, balance, Usage.of(400, 400))));
        Hold hold = held(ledger.reserve(claim, LEASE));
        assertThat(hold.takes().getFirst().held()).isEqualTo(100);
        assertThat(ledger.reserve(claim, LEASE)).isInstanceOf(Reservation.Refused.class);
        settle(hold, 130);
        assertThat(balance.counter().used(ledger.tally(key), clock.instant())).isEqualTo(130);
        assertThat(ledger.reserve(claim, LEASE)).isInstanceOf(Reservation.Refused.class);
    }

    @Test
    void whatOneHasNotEnoughOfTheNextGivesAndTheFirstIsSpentFirst() {
        Limit later = limit(Meter.TOTAL_TOKENS, new Pot(500, Instant.MAX));
        Limit sooner =
                limit(Meter.TOTAL_TOKENS, new Pot(100, Instant.MAX))
                        .then(new Exhaustion.Split(key("us", "later"), later));
        Claim claim = new Claim(List.of(new Draw(key("us", "sooner"), sooner, Usage.of(0, 300))));
        Hold hold = held(ledger.reserve(claim, LEASE));
        assertThat(hold.takes()).extracting(Take::held).containsExactly(100L, 200L);
        settle(hold, 150);
        assertThat(left("sooner", sooner)).isZero();
        assertThat(left("later", later)).isEqualTo(450);
        Hold next = held(ledger.reserve(claim, LEASE));
        assertThat(next.takes()).extracting(Take::held).containsExactly(300L);
        assertThat(ledger.reserve(claim, LEASE)).isInstanceOf(Reservation.Refused.class);
        ledger.release(next).join();
        assertThat(left("later", later)).isEqualTo(450);
    }

    @Test
    void whatIsSpentAmongSeveralIsPassedOver() {
        Limit last = limit(Meter.TOTAL_TOKENS, new Pot(500, Instant.MAX));
        Limit middle =
                limit(Meter.TOTAL_TOKENS, new Pot(50, Instant.MAX))
                        .then(new Exhaustion.Split(key("us", "last"), last));
        Limit first =
                limit(Meter.TOTAL_TOKENS, new Pot(100, Instant.MAX))
                        .then(new Exhaustion.Split(key("us", "middle"), middle));
        Draw ofMiddle = new Draw(key("us", "middle"), middle, Usage.of(0, 50));
        settle(held(ledger.reserve(new Claim(List.of(ofMiddle)), LEASE)), 50);
        Claim claim = new Claim(List.of(new Draw(key("us", "first"), first, Usage.of(0, 300))));
        Hold hold = held(ledger.reserve(claim, LEASE));
        assertThat(hold.takes()).extracting(Take::held).containsExactly(100L, 200L);
        settle(hold, 150);
        assertThat(left("first", first)).isZero();
        assertThat(left("last", last)).isEqualTo(450);
    }

    private long left(String id, Limit limit) {
        return Standing.of(key("us", id), limit, ledger.tally(key("us", id)), clock.instant())
                .left();
    }

    @Test
    void manyAtOnceNeverTakeMoreThanThereIs() throws Exception {
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reservation>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                answers.add(many.submit(() -> reserve(1)));
            }
            int held = 0;
            for (Future<Reservation> answer : answers) {
                held += answer.get() instanceof Reservation.Held ? 1 : 0;
            }
            assertThat(held).isEqualTo(8);
        }
        assertThat(held(IN_FLIGHT)).isEqualTo(8);
    }

    private void awaitNoHold() throws InterruptedException {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (held(TOKENS) > 0 && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        assertThat(held(TOKENS)).isZero();
    }

    @Test
    void theCountersAreThoseThatWereTakenOf() {
        assertThat(ledger.counters(CounterKey.GRANTED)).isEmpty();
        settle(held(reserve(10)), 5);
        for (int time = 0; time < 2; time++) {
            assertThat(ledger.counters(CounterKey.GRANTED)).containsExactly(GRANTED);
            assertThat(ledger.counters("somewhere")).contains(REQUESTS, TOKENS);
            assertThat(ledger.counters("elsewhere")).isEmpty();
            crash(ledger);
            ledger = open();
        }
    }

    private Reservation reserve(long tokens) {
        return ledger.reserve(claim(tokens), LEASE);
    }

    private static Claim claim(long tokens) {
        return new Claim(
                List.of(GRANTED, REQUESTS, TOKENS, IN_FLIGHT).stream()
                        .map(key -> new Draw(key, LIMITS.get(key), Usage.of(0, tokens)))
                        .toList());
    }

    private static Hold held(Reservation reservation) {
        return ((Reservation.Held) reservation).hold();
    }

    private void settle(Hold hold, long tokens) {
        Instant now = clock.instant();
        ledger.settle(hold, new Settlement(Usage.of(0, tokens), now, now, false, Optional.empty()))
                .join();
    }

    private long held(CounterKey key) {
        return ledger.tally(key).held();
    }

    private long used(CounterKey key) {
        return Standing.of(key, LIMITS.get(key), ledger.tally(key), clock.instant()).used();
    }

    private static Limit limit(Meter meter, Counter counter) {
        return Limit.of(meter.id(), meter, counter);
    }

    private static CounterKey key(String provider, String limit) {
        return new CounterKey(provider, "mine", CounterKey.SHARED, limit);
    }
}
