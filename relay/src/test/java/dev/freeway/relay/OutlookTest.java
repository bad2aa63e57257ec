package dev.freeway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Member;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.routing.Need;
import dev.freeway.testkit.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is expected outlives the process, until it is to be forgotten. */
class OutlookTest {
    private static final Member ANN = new Member("ann", "free", true, Set.of(), List.of());
    private static final Member BOB = new Member("bob", "free", true, Set.of(), List.of());

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final InMemory kept = new InMemory();

    private static final class InMemory implements Traits {
        private volatile List<Trait> traits = List.of();
        private volatile int times;

        @Override
        public CompletableFuture<Void> keep(List<Trait> all) {
            traits = List.copyOf(all);
            times = times + 1;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<Trait> traits() {
            return traits;
        }
    }

    @Test
    void aRestartKeepsHoursAndLengths() {
        Outlook before = new Outlook(kept);
        seeThreeHours(before);
        before.keep(clock.instant()).join();
        Outlook after = new Outlook(kept);
        assertThat(after.profile(clock.instant()).perHour())
                .containsExactly(before.profile(clock.instant()).perHour());
        for (Member member : List.of(ANN, BOB)) {
            for (long size : List.of(20L, 400L, 9_000L)) {
                assertThat(after.expect(ask(size), member))
                        .isEqualTo(before.expect(ask(size), member));
            }
        }
        assertThat(after.expect(ask(400), ANN).output()).isCloseTo(900, within(30L));
        assertThat(after.expect(ask(400), ANN).input()).isLessThan(390);
        assertThat(after.basis(clock.instant()).examples()).isZero();
    }

    @Test
    void anHourBeginsWhenTheLastOneEndsNotWithItsFirstRequest() {
        Outlook outlook = new Outlook();
        clock.set(Instant.parse("2026-11-20T13:30:00Z"));
        outlook.arrived(need(outlook, ANN, 10), clock.instant());
        clock.set(Instant.parse("2026-11-20T14:47:00Z"));
        outlook.arrived(need(outlook, ANN, 10), clock.instant());
        clock.set(Instant.parse("2026-11-20T15:00:00Z"));
        double[] perHour = outlook.profile(clock.instant()).perHour();
        assertThat(perHour[13]).isCloseTo(2, within(0.01));
        assertThat(perHour[14]).isCloseTo(1, within(0.01));
    }

    @Test
    void aResetForgetsForGood() {
        Outlook outlook = new Outlook(kept);
        seeThreeHours(outlook);
        outlook.keep(clock.instant()).join();
        outlook.forget().join();
        assertThat(kept.traits()).isEmpty();
        for (Outlook each : List.of(outlook, new Outlook(kept))) {
            assertThat(each.profile(clock.instant()).perHour()).containsOnly(-1);
            assertThat(each.expect(ask(400), ANN)).isEqualTo(Usage.of(400, 300));
            assertThat(each.basis(clock.instant()).since()).isEqualTo(Instant.MAX);
        }
        outlook.keep(clock.instant()).join();
        assertThat(kept.traits()).isEmpty();
    }

    @Test
    void nothingOfTheContentIsKept() {
        Outlook outlook = new Outlook(kept);
        seeThreeHours(outlook);
        outlook.keep(clock.instant()).join();
        assertThat(kept.traits())
                .extracting(Trait::kind)
                .containsOnly("arrivals", "input_share", "output_tokens");
        assertThat(kept.traits()).extracting(Trait::member).containsOnly("", "ann", "bob");
    }

    @Test
    void itIsKeptOnceAMinuteAtMostAndOnlyIfAnythingCame() {
        Outlook outlook = new Outlook(kept);
        outlook.keepSometimes(clock.instant());
        assertThat(kept.times).isZero();
        for (int second = 0; second < 180; second++) {
            outlook.arrived(need(outlook, ANN, 10), clock.instant());
            outlook.keepSometimes(clock.instant());
            clock.turn(Duration.ofSeconds(1));
        }
        assertThat(kept.times).isEqualTo(3);
        outlook.keepSometimes(clock.instant());
        assertThat(kept.times).isEqualTo(4);
        clock.turn(Duration.ofHours(1));
        outlook.keepSometimes(clock.instant());
        assertThat(kept.times).isEqualTo(4);
    }

    private void seeThreeHours(Outlook outlook) {
        for (int hour = 0; hour < 3; hour++) {
            for (int i = 0; i < 40 * (hour + 1); i++) {
                Need need = need(outlook, i % 4 == 0 ? BOB : ANN, 400);
                outlook.arrived(need, clock.instant());
                outlook.ended(need, Usage.of(300, i % 4 == 0 ? 20 : 900));
                clock.turn(Duration.ofSeconds(20));
            }
            clock.set(Instant.parse("2026-11-20T1%d:00:00Z".formatted(3 + hour)));
        }
    }

    private static Need need(Outlook outlook, Member member, long input) {
        return outlook.need(ask(input), member, Wishes.NONE, Instant.EPOCH);
    }

    private static Ask ask(long input) {
        return new Ask(
                Endpoint.CHAT,
                "auto",
                Size.of(input),
                Set.of(),
                Consent.SILENT,
                false,
                false,
                Document.EMPTY,
                Optional.empty());
    }
}
