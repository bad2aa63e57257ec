package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.members.Change;
import dev.freeway.members.Records;
import dev.freeway.members.RecordsContract;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Documents on a server keep the contract, and all hear of what one commits. */
class PostgresRecordsTest extends RecordsContract {
    private final PostgresServer server = Postgres.database();

    @Override
    protected Records open() {
        return DatabaseRecords.at(server, clock);
    }

    @Test
    void whatOneCommitsTheOthersHearOfWithinASecond() throws Exception {
        try (Records one = open();
                Records other = open()) {
            CountDownLatch ready = new CountDownLatch(1);
            other.onChange(ready::countDown);
            while (!ready.await(20, TimeUnit.MILLISECONDS)) {
                one.commit(
                        "ann", List.of(new Change.Put("person", "p" + System.nanoTime(), 0, "{}")));
            }
            CountDownLatch heard = new CountDownLatch(1);
            other.onChange(heard::countDown);
            one.commit("ann", List.of(new Change.Put("person", "bob", 0, "{}")));
            assertThat(heard.await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(other.all()).anyMatch(document -> document.id().equals("bob"));
        }
    }
}
