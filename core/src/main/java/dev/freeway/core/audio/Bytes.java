package dev.freeway.core.audio;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** A file's bytes by their place; behind its end there are zeros. */
record Bytes(byte[] all) {
    int size() {
        return all.length;
    }

    int at(long place) {
        return place >= 0 && place < all.length ? all[(int) place] & 0xFF : 0;
    }

    /** Unsigned, the first byte the highest. */
    long big(long place, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | at(place + i);
        }
        return value;
    }

    /** Unsigned, the first byte the lowest. */
    long little(long place, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | at(place + i);
        }
        return value;
    }

    boolean says(long place, String ascii) {
        byte[] wanted = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < wanted.length; i++) {
            if (at(place + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** What so many units last at that rate, rounded up; unknown where there are none. */
    static OptionalLong millis(long units, long perSecond) {
        boolean known = units > 0 && perSecond > 0 && units < Long.MAX_VALUE / 1_000;
        return known
                ? OptionalLong.of(Math.ceilDiv(units * 1_000, perSecond))
                : OptionalLong.empty();
    }
}
