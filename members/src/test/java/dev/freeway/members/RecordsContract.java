package dev.freeway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.testkit.TurnedClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of documents promises. */
public abstract class RecordsContract {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    protected final TurnedClock clock = new TurnedClock(NOON);
    private Records records;

    /** Opens what earlier calls of the same test have written. */
    protected abstract Records open() throws Exception;

    @BeforeEach
    void openFirst() throws Exception {
        records = open();
    }

    @AfterEach
    void close() {
        records.close();
    }

    private static Change put(String id, long read, String body) {
        return new Change.Put("person", id, read, body);
    }

    @Test
    void whatIsCommittedIsThereAndOutlivesTheProcess() throws Exception {
        records.commit("ann/tok_1", List.of(put("bob", 0, "{\"a\":\"é\"}"), put("cyd", 0, "{}")));
        records.commit("ann/tok_1", List.of(put("bob", 1, "{}")));
        records.commit("ann/tok_1", List.of(new Change.Remove("person", "cyd", 1)));
        records.commit("ann/tok_1", List.of(new Change.Put("token", "bob", 0, "{}")));
        records.close();
        records = open();
        assertThat(records.all())
                .containsExactlyInAnyOrder(
                        new Document("person", "bob", 2, "{}"),
                        new Document("token", "bob", 1, "{}"));
    }

    @Test
    void textComesBackAsItWas() throws Exception {
        String text = "{\"label\":\"é 漢 😀 ' \\\" \\n\"}";
        records.commit("ann", List.of(put("bob", 0, text)));
        assertThat(records.all().getFirst().body()).isEqualTo(text);
    }

    @Test
    void aStaleChangeChangesNothingAtAll() throws Exception {
        records.commit("ann", List.of(put("bob", 0, "{}")));
        for (Change stale :
                List.of(
                        put("bob", 0, "x"),
                        put("bob", 2, "x"),
                        put("none", 1, "x"),
                        new Change.Remove("person", "bob", 2),
                        new Change.Remove("person", "none", 1))) {
            assertThatThrownBy(() -> records.commit("ann", List.of(put("new", 0, "{}"), stale)))
                    .as(stale.toString())
                    .isInstanceOf(Stale.class)
                    .hasMessageContaining(stale.id());
        }
        assertThat(records.all()).containsExactly(new Document("person", "bob", 1, "{}"));
        assertThat(records.audit(AuditLine.Sought.ALL, Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void ofManyWhoReadTheSameOneChangesIt() throws Exception {
        records.commit("ann", List.of(put("bob", 0, "{}")));
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String body = "\"" + i + "\"";
            all.add(() -> won(List.of(put("bob", 1, body), put("n" + body.length(), 0, body))));
        }
        int won = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                won += one.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(records.all()).hasSize(2).anyMatch(document -> document.version() == 2);
    }

    private boolean won(List<Change> changes) {
        try {
            records.commit("ann", changes);
            return true;
        } catch (Stale _) {
            return false;
        }
    }

    @Test
    void everyChangeLeavesALineThatStays() throws Exception {
        records.commit("ann/tok_1", List.of(put("bob", 0, "{}")));
        clock.set(NOON.plusSeconds(5));
        records.commit("cyd/tok_2", List.of(put("bob", 1, "{\"a\":1}")));
        records.commit("cyd/tok_2", List.of(new Change.Remove("person", "bob", 2)));
        List<AuditLine> lines = records.audit(AuditLine.Sought.ALL, Long.MAX_VALUE, 10);
        assertThat(lines)
                .extracting(AuditLine::what)
                .containsExactly("removed", "changed", "created");
        AuditLine first = lines.getLast();
        assertThat(first.actor()).isEqualTo("ann/tok_1");
        assertThat(first.at()).isEqualTo(NOON);
        assertThat(first.kind() + " " + first.id()).isEqualTo("person bob");
        assertThat(records.audit(AuditLine.Sought.ALL, Long.MAX_VALUE, 1))
                .containsExactly(lines.getFirst());
        assertThat(records.audit(AuditLine.Sought.ALL, lines.get(1).sequence(), 10))
                .containsExactly(first);
    }

    @Test
    void linesAreFoundByWhoChangedWhatKindOfThing() throws Exception {
        records.commit("ann/tok_1", List.of(put("bob", 0, "{}")));
        records.commit("anna/tok_2", List.of(put("cyd", 0, "{}")));
        records.commit("setup", List.of(new Change.Put("token", "tok_3", 0, "{}")));
        assertThat(ids("ann", "", "")).containsExactly("bob");
        assertThat(ids("setup", "", "")).containsExactly("tok_3");
        assertThat(ids("", "person", "")).containsExactly("cyd", "bob");
        assertThat(ids("", "person", "bob")).containsExactly("bob");
        assertThat(ids("anna", "token", "")).isEmpty();
        assertThat(ids("%", "", "")).isEmpty();
    }

    private List<String> ids(String actor, String kind, String id) {
        return records.audit(new AuditLine.Sought(actor, kind, id), Long.MAX_VALUE, 10).stream()
                .map(AuditLine::id)
                .toList();
    }

    @Test
    void theLastUseOfATokenOnlyGoesForward() {
        records.used(Map.of("tok_1", NOON, "tok_2", NOON));
        records.used(Map.of("tok_1", NOON.minusSeconds(9), "tok_2", NOON.plusSeconds(9)));
        assertThat(records.lastUses())
                .isEqualTo(Map.of("tok_1", NOON, "tok_2", NOON.plusSeconds(9)));
        assertThat(records.audit(AuditLine.Sought.ALL, Long.MAX_VALUE, 10)).isEmpty();
    }
}
