package dev.freeway.app.sdk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What every client is asked to do. */
public enum Operation {
    CHAT,
    STREAM,
    TOOLS,
    SCHEMA,
    EMBEDDINGS,
    IMAGES,
    MODELS,
    /** A wrong key is told to the caller as what it is. */
    ERRORS,
    /** A stream that breaks in the middle is not taken for a whole answer. */
    CUT;

    static Optional<Operation> named(String name) {
        return Arrays.stream(values()).filter(one -> one.word().equals(name)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
