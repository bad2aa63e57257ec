package dev.freeway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.testkit.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In which order requests that wait for room get it. */
class WaitingRoomTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant SOON = NOON.plusSeconds(10);

    private final TurnedClock clock = new TurnedClock(NOON);
    private final WaitingRoom room = new WaitingRoom(clock);

    /** All wait for the same time; each leaves when it is its turn, and says so. */
    private List<String> order(List<WaitingRoom.Seat> seats, List<String> names) throws Exception {
        LinkedBlockingQueue<String> gone = new LinkedBlockingQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < names.size(); i++) {
                WaitingRoom.Seat seat = seats.get(i);
                String name = names.get(i);
                var _ =
                        threads.submit(() -> {
                            room.waitsUntil(seat, SOON);
                            gone.add(name);
                            room.leave(seat);
                        });
            }
            while (!room.allWaitUntil(SOON)) {
                Thread.onSpinWait();
            }
            assertThat(gone).isEmpty();
            clock.set(SOON);
        }
        return new ArrayList<>(gone);
    }

    private WaitingRoom.Seat seat(String member, int patienceSeconds) {
        return room.enter(member, NOON.plusSeconds(patienceSeconds)).orElseThrow();
    }

    @Test
    void oneMembersGoByTheEndOfTheirPatience() throws Exception {
        List<WaitingRoom.Seat> seats = List.of(seat("ann", 60), seat("ann", 20), seat("ann", 40));
        assertThat(order(seats, List.of("60", "20", "40"))).containsExactly("20", "40", "60");
    }

    @Test
    void whoWasServedLessGoesFirst() throws Exception {
        List<WaitingRoom.Seat> seats = List.of(seat("ann", 20), seat("ben", 60));
        room.served("ann", 5_000);
        assertThat(order(seats, List.of("ann", "ben"))).containsExactly("ben", "ann");
    }

    @Test
    void aPauseSavesNothingUp() throws Exception {
        WaitingRoom.Seat first = seat("ann", 60);
        room.served("ann", 1_000_000);
        WaitingRoom.Seat late = seat("ben", 60);
        room.served("ben", 1);
        assertThat(order(List.of(first, late), List.of("ann", "ben")))
                .containsExactly("ann", "ben");
    }

    @Test
    void whoseClientWentAwayWaitsNoMore() throws Exception {
        WaitingRoom.Seat seat = seat("ann", 60);
        CompletableFuture<Boolean> waited =
                CompletableFuture.supplyAsync(() -> room.waitsUntil(seat, SOON));
        room.forget(seat);
        assertThat(waited.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void itIsNotBoundless() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(room.enter("ann", NOON)).isPresent();
        }
        assertThat(room.enter("ben", NOON.plus(Duration.ofHours(1)))).isEmpty();
    }
}
