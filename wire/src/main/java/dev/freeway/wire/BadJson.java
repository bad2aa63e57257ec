package dev.freeway.wire;

/** Bytes that are not the JSON they should be; the message says what is wrong and where. */
public final class BadJson extends Exception {
    private static final long serialVersionUID = 1;

    BadJson(String message) {
        // Malformed requests are many and cheap to make: no stack trace.
        super(message, null, false, false);
    }
}
