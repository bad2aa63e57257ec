package dev.freeway.core.audio;

import java.util.OptionalLong;

/** MP4 and M4A: what its movie header says (ISO/IEC 14496-12, 8.2.2). */
final class Mp4 {
    private static final long HEADER = 8;

    private Mp4() {}

    static OptionalLong millis(Bytes file) {
        long movie = box(file, 0, file.size(), "moov");
        long header =
                movie < 0 ? -1 : box(file, movie + HEADER, movie + file.big(movie, 4), "mvhd");
        if (header < 0) {
            return OptionalLong.empty();
        }
        boolean wide = file.at(header + HEADER) == 1;
        long scale = file.big(header + (wide ? 28 : 20), 4);
        return Bytes.millis(wide ? file.big(header + 32, 8) : file.big(header + 24, 4), scale);
    }

    /** Where a box of that kind begins, or -1. */
    private static long box(Bytes file, long from, long to, String kind) {
        long at = from;
        while (at >= from && at + HEADER <= to) {
            if (file.says(at + 4, kind)) {
                return at;
            }
            long length = file.big(at, 4);
            length = length == 1 ? file.big(at + HEADER, 8) : length;
            if (length < HEADER) {
                return -1;
            }
            at += length;
        }
        return -1;
    }
}
