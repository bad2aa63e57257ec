package dev.freeway.wire;

/** Bytes that are not the form they should be; the message says what is wrong. */
public final class BadForm extends Exception {
    private static final long serialVersionUID = 1;

    BadForm(String message) {
        // Malformed requests are many and cheap to make: no stack trace.
        super(message, null, false, false);
    }
}
