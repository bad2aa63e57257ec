package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.members.Change;
import dev.freeway.members.Kind;
import dev.freeway.members.Records;
import dev.freeway.relay.Party;
import dev.freeway.relay.Transcripts.Kept;
import dev.freeway.relay.Transcripts.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What was said is kept while there is consent, and never without. */
abstract class TranscriptsContract {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String KIND = Kind.SHARING_CONSENT.word();

    abstract Store open();

    abstract Records records();

    /** How many may have it open at once. */
    abstract int replicas();

    private static Transcript said(String id, String by) {
        byte[] request = ("{\"id\":\"" + id + "\u00e9\"}").getBytes(StandardCharsets.UTF_8);
        byte[] answer = {'[', 0, (byte) 0xff, ']'};
        return new Transcript(
                id, new Party(by, "web", "tok_1"), NOW, "chat", "auto", "p/m", request, answer);
    }

    private static List<String> ids(Store store, String of) {
        return store.kept(of, OptionalLong.empty(), 100).stream()
                .map(kept -> kept.transcript().id())
                .toList();
    }

    private static void consent(Records records, String of) throws Exception {
        records.commit("ann", List.of(new Change.Put(KIND, of, 0, "{}")));
    }

    @Test
    void itIsKeptOfThoseWhoConsentAndOnlyOfThem() throws Exception {
        try (Records records = records();
                Store store = open()) {
            consent(records, "acme");
            store.keep(said("a", "acme"));
            store.keep(said("b", "zeta"));
            store.keep(said("c", "acme"));
            assertThat(store.erase("nobody").join()).isZero();
            assertThat(ids(store, "acme")).containsExactly("c", "a");
            assertThat(ids(store, "zeta")).isEmpty();
            Kept first = store.kept("acme", OptionalLong.empty(), 1).getFirst();
            assertThat(first.transcript()).usingRecursiveComparison().isEqualTo(said("c", "acme"));
            assertThat(store.kept("acme", OptionalLong.of(first.seq()), 5)).hasSize(1);
            assertThat(store.erase("acme").join()).isEqualTo(2);
            assertThat(ids(store, "acme")).isEmpty();
        }
    }

    /** Also of answers that were under way, on every replica. */
    @Test
    void onceItIsWithdrawnAndErasedNothingIsLeft() throws Exception {
        List<Store> stores = new ArrayList<>();
        AtomicBoolean asking = new AtomicBoolean(true);
        List<Thread> clients = new ArrayList<>();
        try (Records records = records()) {
            consent(records, "acme");
            for (int i = 0; i < replicas(); i++) {
                stores.add(open());
            }
            for (Store store : stores) {
                clients.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    for (int i = 0; asking.get(); i++) {
                                        store.keep(said("r" + i, "acme"));
                                        store.erase("nobody").join();
                                    }
                                }));
            }
            while (ids(stores.getFirst(), "acme").size() < 10) {
                Thread.onSpinWait();
            }
            records.commit("ann", List.of(new Change.Remove(KIND, "acme", 1)));
            assertThat(stores.getFirst().erase("acme").join()).isPositive();
            asking.set(false);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(ids(stores.getFirst(), "acme")).isEmpty();
        } finally {
            asking.set(false);
            stores.forEach(Store::close);
        }
    }
}
