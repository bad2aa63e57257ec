package dev.freeway.members;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keeps documents. Thread-safe. {@code RecordsContract} says what is promised; where the store
 * cannot be reached, every method throws {@link RecordsUnavailable}.
 */
public interface Records extends AutoCloseable {
    /** All there are. */
    List<Document> all();

    /**
     * Makes all of these changes, durably, or none, and an audit line of each.
     *
     * @param actor who wants them
     * @throws Stale where a document is of another version than was read
     */
    void commit(String actor, List<Change> changes) throws Stale;

    /** Called when somebody else may have committed, another replica for example. */
    void onChange(Runnable listener);

    /** The latest of those lines before that sequence, newest first. */
    List<AuditLine> audit(AuditLine.Sought sought, long before, int limit);

    /** Keeps when tokens, by their ids, were last used; an earlier time changes nothing. */
    void used(Map<String, Instant> at);

    /** When tokens, by their ids, were last used. */
    Map<String, Instant> lastUses();

    @Override
    void close();
}
