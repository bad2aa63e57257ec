package dev.freeway.emulator;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked to go wrong. */
enum Fault {
    /** 429 although nothing is spent. */
    RATE_LIMIT_STORM,
    /** 500, 502 or 503, after the request was counted. */
    SERVER_ERROR,
    /** Counted, never answered. */
    HANG_BEFORE,
    /** A few pieces, then silence. */
    HANG_IN_STREAM,
    /** The connection breaks in the answer. */
    CUT,
    /** The answer ends without saying why. */
    CLEAN_END,
    /** Bytes that are no answer. */
    GARBAGE,
    /** A byte at a time. */
    SLOW_DRIP,
    /** An error in an answer with status 200. */
    ERROR_IN_200,
    /** 410: the service has ended. */
    SUNSET;

    static Optional<Fault> named(String name) {
        return Stream.of(values()).filter(fault -> fault.id().equals(name)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
