package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import dev.freeway.core.routing.Prices;
import dev.freeway.core.routing.Router;
import dev.freeway.relay.Call;
import dev.freeway.relay.Head;
import dev.freeway.relay.Outcome;
import dev.freeway.relay.Outlook;
import dev.freeway.relay.Party;
import dev.freeway.relay.Relay;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Reply;
import dev.freeway.relay.Request;
import dev.freeway.relay.Sink;
import dev.freeway.relay.Wishes;
import dev.freeway.testkit.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A cheap offer for one request a minute, and one that costs five times as much. */
class CheaperSoonTest {
    private static final Member ANN = new Member("ann", "free", true, Set.of(), List.of());

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Offer cheap = offer("cheap", Window.rolling(1, Duration.ofMinutes(1)));
    private final Offer dear = offer("dear", Window.rolling(1_000, Duration.ofDays(1)));
    private final Router router =
            new Router(List.of(cheap, dear))
                    .at(new Prices(Map.of(key(cheap), 0.1, key(dear), 0.5), true));
    private final Relay relay =
            new Relay(
                    () -> router,
                    new MemoryLedger(clock),
                    (call, sink) -> answer(call, sink),
                    _ -> {},
                    new Outlook(),
                    clock,
                    "test");

    @Test
    void whoIsPatientWaitsForIt() throws Exception {
        assertThat(sent(Duration.ZERO).asked()).isEqualTo("cheap");
        Asking patient = new Asking();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Outcome> outcome =
                    CompletableFuture.supplyAsync(
                            () -> relay.pass(request(Duration.ofMinutes(2)), patient), threads);
            patient.waiting.await();
            clock.turn(Duration.ofSeconds(59));
            assertThat(outcome).isNotDone();
            clock.turn(Duration.ofSeconds(2));
            assertThat(outcome.get()).isInstanceOf(Outcome.Passed.class);
        }
        assertThat(patient.asked()).isEqualTo("cheap");
    }

    @Test
    void whoIsNotPatientEnoughPaysAtOnce() {
        assertThat(sent(Duration.ZERO).asked()).isEqualTo("cheap");
        assertThat(sent(Duration.ofSeconds(30)).asked()).isEqualTo("dear");
        assertThat(sent(Duration.ZERO).asked()).isEqualTo("dear");
    }

    private Asking sent(Duration patience) {
        Asking asking = new Asking();
        assertThat(relay.pass(request(patience), asking)).isInstanceOf(Outcome.Passed.class);
        return asking;
    }

    private static Request request(Duration patience) {
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        "auto",
                        Size.of(10),
                        EnumSet.of(Model.Ability.CHAT),
                        Consent.SILENT,
                        false,
                        false,
                        Document.EMPTY,
                        Optional.empty());
        return new Request(
                "r",
                Party.of(ANN),
                ANN,
                ask,
                false,
                new Wishes(Mode.MAKE_IT_LAST, patience, 7),
                "{}");
    }

    private Reply answer(Call call, Sink sink) {
        sink.begin(call.head());
        return new Reply.Done("m", "id", Usage.of(10, 10), false, clock.instant());
    }

    private static CounterKey key(Offer offer) {
        return offer.limits().getFirst().key();
    }

    private static Offer offer(String id, Window window) {
        Model model =
                new Model("m", List.of(), 10_000, 500, 100, EnumSet.of(Model.Ability.CHAT), 10);
        Provider provider =
                Provider.openAi(
                        id,
                        "https://" + id + ".example",
                        Wire.openAi(Map.of()),
                        List.of(model),
                        List.of());
        Account account =
                new Account(
                        provider,
                        "a",
                        new Secret("k"),
                        provider.baseUrl(),
                        Facts.NONE,
                        Permit.NONE);
        CounterKey key = new CounterKey(id, "a", CounterKey.SHARED, "limit");
        Limit limit = Limit.of("limit", Meter.REQUESTS, window);
        return new Offer(account, model, List.of(new Bound(key, limit)));
    }

    /** The client's side. */
    private static final class Asking implements Sink {
        final CountDownLatch waiting = new CountDownLatch(1);
        private final CompletableFuture<Head> head = new CompletableFuture<>();

        String asked() {
            return head.join().offer().account().provider().id();
        }

        @Override
        public void waits(Instant expected, Runnable stop) {
            waiting.countDown();
        }

        @Override
        public void begin(Head begun) {
            head.complete(begun);
        }

        @Override
        public boolean write(byte[] bytes) {
            return true;
        }

        @Override
        public void onDrain(Runnable resume) {
            resume.run();
        }

        @Override
        public void onHangUp(Runnable stop) {}

        @Override
        public void end() {}

        @Override
        public void abort(Fault fault) {
            throw new AssertionError(fault);
        }

        @Override
        public Optional<Replay> replay() {
            return Optional.empty();
        }
    }
}
