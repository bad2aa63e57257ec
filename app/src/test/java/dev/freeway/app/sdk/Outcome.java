package dev.freeway.app.sdk;

/** How an operation of a client went. */
public sealed interface Outcome {
    /** The client was content. */
    record Works() implements Outcome {}

    /**
     * There is no such thing to try.
     *
     * @param reason as the table says it
     */
    record Absent(String reason) implements Outcome {}

    /**
     * The client was not content, as is known.
     *
     * @param reason as the table says it
     */
    record KnownToFail(String reason) implements Outcome {}

    /**
     * The client was not content.
     *
     * @param detail what it said
     */
    record Fails(String detail) implements Outcome {}
}
