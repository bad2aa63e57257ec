package dev.freeway.core.audio;

import java.util.OptionalLong;

/**
 * MPEG audio, layer III: the sum of its frames, each of which says how long it lasts and how many
 * bytes it has (ISO/IEC 11172-3, 2.4.2.3, and 13818-3). What is no frame makes no sound.
 */
final class Mp3 {
    private static final int[] KBITS = {
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
    };
    private static final int[] KBITS_LOW = {
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
    };
    private static final int[] RATES = {44_100, 48_000, 32_000, 0};
    private static final int SYNC = 0x7FF;
    private static final int LAYER_III = 1;
    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;
    private static final int NO_MPEG = 1;
    private static final long TAG_HEADER = 10;
    private static final long MICROS = 1_000_000;

    private Mp3() {}

    /**
     * A frame, or a byte that begins none.
     *
     * @param bytes of it, header included
     */
    private record Frame(long bytes, long micros) {
        static final Frame NONE = new Frame(1, 0);
    }

    /** Unknown where the file is not mostly frames. */
    static OptionalLong millis(Bytes file) {
        long start = file.says(0, "ID3") ? TAG_HEADER + tag(file) : 0;
        if (start == 0 && frame(file, 0).equals(Frame.NONE)) {
            return OptionalLong.empty();
        }
        long micros = 0;
        long framed = 0;
        long at = start;
        while (at < file.size()) {
            Frame frame = frame(file, at);
            micros += frame.micros();
            framed += frame.micros() > 0 ? frame.bytes() : 0;
            at += frame.bytes();
        }
        return framed > (file.size() - start) / 2
                ? Bytes.millis(micros, MICROS)
                : OptionalLong.empty();
    }

    /** Its length, in seven bits a byte. */
    private static long tag(Bytes file) {
        long length = 0;
        for (int i = 6; i < TAG_HEADER; i++) {
            length = (length << 7) | (file.at(i) & 0x7F);
        }
        return length;
    }

    private static Frame frame(Bytes file, long at) {
        int header = (int) file.big(at, 4);
        int version = header >>> 19 & 3;
        int layer = header >>> 17 & 3;
        if (header >>> 21 != SYNC || version == NO_MPEG || layer != LAYER_III) {
            return Frame.NONE;
        }
        boolean first = version == MPEG_1;
        int kbits = (first ? KBITS : KBITS_LOW)[header >>> 12 & 15];
        int rate = RATES[header >>> 10 & 3] / (first ? 1 : version == MPEG_2 ? 2 : 4);
        if (kbits == 0 || rate == 0) {
            return Frame.NONE;
        }
        int samples = first ? 1_152 : 576;
        long bytes = samples / Byte.SIZE * 1_000L * kbits / rate + (header >>> 9 & 1);
        return new Frame(bytes, Math.ceilDiv(samples * MICROS, rate));
    }
}
