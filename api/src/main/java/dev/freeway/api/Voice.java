package dev.freeway.api;

/**
 * Gives one answer in the wire its client speaks: fed with OpenAI's, in order. Used by one thread
 * at a time.
 */
public interface Voice {
    /** The {@code content-type} of an answer. */
    String contentType(boolean stream);

    /** What keeps a silent stream alive; empty where the wire has no such thing. */
    byte[] keepAlive();

    /**
     * One event of a stream.
     *
     * @param event an OpenAI chunk as {@code data: {...}\n\n}
     * @return what the client is to see of it now; may be empty
     */
    byte[] event(byte[] event);

    /** What ends a stream that was complete. */
    byte[] ending();

    /** An answer in one piece, from OpenAI's. */
    byte[] whole(byte[] answer);

    /** What a stream says when it breaks off. */
    byte[] brokenOff(Problem problem);
}
