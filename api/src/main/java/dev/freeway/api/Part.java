package dev.freeway.api;

/** A stretch of an answer that is all of one kind. Used by one thread at a time. */
public final class Part {
    private final Kind kind;
    private final int index;
    private final StringBuilder said = new StringBuilder();

    Part(Kind kind, int index) {
        this.kind = kind;
        this.index = index;
    }

    /** What a part is. */
    public sealed interface Kind {}

    /** Words. */
    public enum Spoken implements Kind {
        REASONING,
        TEXT,
        REFUSAL
    }

    /** A call of a function; what is said are its arguments, as JSON. */
    public record Call(String id, String name) implements Kind {}

    public Kind kind() {
        return kind;
    }

    /** Its place in the answer, from 0. */
    public int index() {
        return index;
    }

    /** All that was said so far. */
    public String said() {
        return said.toString();
    }

    void say(String text) {
        said.append(text);
    }
}
