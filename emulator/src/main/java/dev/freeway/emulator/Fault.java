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
    /** A few bytes at a time, cut in the middle of letters. */
    SLOW_DRIP,
    /** An error in an answer with status 200. */
    ERROR_IN_200,
    /** A few pieces, then an error in the stream. */
    ERROR_IN_STREAM,
    /** Nothing wrong: the answer is in letters of two to four bytes. */
    NON_ASCII,
    /** 410: the service has ended. */
    SUNSET;

    static Optional<Fault> named(String name) {
        return Stream.of(values()).filter(fault -> fault.id().equals(name)).findFirst();
    }

    /** Whether the answer is to be in letters of several bytes. */
    boolean inOtherLetters() {
        return this == NON_ASCII || this == SLOW_DRIP;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
