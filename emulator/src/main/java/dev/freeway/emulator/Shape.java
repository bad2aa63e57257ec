package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How an answer looks: in one piece, or piece by piece. Thread-safe. */
interface Shape {
    Body whole(Reply reply);

    default String streamType() {
        return "text/event-stream";
    }

    /** What stands before the first piece. */
    default String opening(Reply reply) {
        return reply.standIn().opening();
    }

    /** The {@code piece}th piece, framed. */
    String piece(Reply reply, int piece);

    /** What follows the last piece, to the end of the stream. */
    String ending(Reply reply);

    /** An error in place of the next piece. */
    default String broken(Reply reply, ObjectNode error) {
        return event(error.toString());
    }

    static String event(String data) {
        return "data: " + data + "\n\n";
    }
}
