package dev.freeway.core.audio;

import java.util.OptionalLong;

/** RIFF WAVE: as many bytes as its data have, at the rate its format makes them. */
final class Wav {
    private static final long CHUNKS_AT = 12;
    private static final long HEADER = 8;
    private static final int PCM = 1;
    private static final int FLOATS = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final long TO_THE_END = 0xFFFF_FFFFL;

    private Wav() {}

    static OptionalLong millis(Bytes file) {
        long rate = 0;
        long at = CHUNKS_AT;
        while (at + HEADER <= file.size()) {
            long length = file.little(at + 4, 4);
            if (file.says(at, "fmt ")) {
                rate = bytesPerSecond(file, at + HEADER);
            } else if (file.says(at, "data")) {
                return Bytes.millis(data(length, file.size() - at - HEADER), rate);
            }
            at += HEADER + length + length % 2;
        }
        return OptionalLong.empty();
    }

    /** Of samples as they are, by what plays them: the rate in the header may say anything. */
    private static long bytesPerSecond(Bytes file, long format) {
        long named = file.little(format, 2);
        long kind = named == EXTENSIBLE ? file.little(format + 24, 2) : named;
        boolean plain = kind == PCM || kind == FLOATS;
        long channels = file.little(format + 2, 2);
        long samples = file.little(format + 4, 4);
        long bits = file.little(format + 14, 2);
        return plain ? channels * samples * (bits / Byte.SIZE) : 0;
    }

    /** Who writes as it records says at first that there is none, or no end. */
    private static long data(long said, long there) {
        return said == 0 || said == TO_THE_END ? there : Math.min(said, there);
    }
}
