package dev.freeway.members;

/** A change of one document, of which the version was read. */
public sealed interface Change {
    /** What the document is. */
    String kind();

    /** Which of its kind. */
    String id();

    /** The version it was decided by; 0: there must be none. */
    long read();

    /** Makes or replaces it. */
    record Put(String kind, String id, long read, String body) implements Change {}

    /** Takes it away. */
    record Remove(String kind, String id, long read) implements Change {}

    /** How it is called in the audit. */
    default String what() {
        return switch (this) {
            case Put put -> put.read() == 0 ? "created" : "changed";
            case Remove _ -> "removed";
        };
    }
}
