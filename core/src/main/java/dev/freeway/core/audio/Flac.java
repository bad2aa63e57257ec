package dev.freeway.core.audio;

import java.util.OptionalLong;

/** FLAC: what its first block says (RFC 9639, 8.2). */
final class Flac {
    private static final long RATE_AT = 18;
    private static final long SAMPLES_AT = 21;

    private Flac() {}

    static OptionalLong millis(Bytes file) {
        long rate = file.big(RATE_AT, 3) >> 4;
        long samples = file.big(SAMPLES_AT, 5) & 0xF_FFFF_FFFFL;
        return Bytes.millis(samples, rate);
    }
}
