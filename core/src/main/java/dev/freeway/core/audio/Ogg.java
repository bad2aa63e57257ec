package dev.freeway.core.audio;

import java.util.OptionalLong;

/**
 * Ogg with Opus or Vorbis: the last place that each of its streams names, one stream after another
 * (RFC 3533, 6; RFC 7845, 4).
 */
final class Ogg {
    private static final long OPUS_RATE = 48_000;
    private static final long HEADER = 27;
    private static final int BEGINS = 2;

    private Ogg() {}

    static OptionalLong millis(Bytes file) {
        long rate = 0;
        long before = 0;
        long last = 0;
        long at = 0;
        while (file.says(at, "OggS")) {
            long segments = file.at(at + 26);
            if ((file.at(at + 5) & BEGINS) != 0) {
                rate = slower(rate, rate(file, at + HEADER + segments));
                before += last;
                last = 0;
            }
            last = Math.max(last, file.little(at + 6, 8));
            at += HEADER + segments + lengths(file, at + HEADER, segments);
        }
        return at == file.size() ? Bytes.millis(before + last, rate) : OptionalLong.empty();
    }

    private static long rate(Bytes file, long packet) {
        if (file.says(packet, "OpusHead")) {
            return OPUS_RATE;
        }
        return file.says(packet, "\u0001vorbis") ? file.little(packet + 12, 4) : 0;
    }

    private static long slower(long rate, long other) {
        return rate == 0 ? other : Math.min(rate, other);
    }

    private static long lengths(Bytes file, long table, long segments) {
        long sum = 0;
        for (long i = 0; i < segments; i++) {
            sum += file.at(table + i);
        }
        return sum;
    }
}
