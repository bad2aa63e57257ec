package dev.freeway.core.audio;

import java.util.OptionalLong;

/**
 * How long a recording may be, to the safe side and without decoding it. WAV and MP3 are as long as
 * their bytes make them by their own format; FLAC, Ogg and MP4 as they say. Whatever else, and what
 * says nothing, is as long as its bytes are at 6 kbit/s, the lowest rate of the codecs that such
 * files carry (Opus: RFC 6716, 2.1.1). Where a file lies, the provider's word settles it.
 */
public final class AudioBound {
    private static final long LEAST_BYTES_PER_SECOND = 750;

    private AudioBound() {}

    /** The most milliseconds that it lasts. */
    public static long millis(byte[] recording) {
        return said(new Bytes(recording))
                .orElseGet(() -> Math.ceilDiv(recording.length * 1_000L, LEAST_BYTES_PER_SECOND));
    }

    private static OptionalLong said(Bytes file) {
        if (file.says(0, "RIFF") && file.says(8, "WAVE")) {
            return Wav.millis(file);
        }
        if (file.says(0, "fLaC")) {
            return Flac.millis(file);
        }
        if (file.says(0, "OggS")) {
            return Ogg.millis(file);
        }
        return file.says(4, "ftyp") ? Mp4.millis(file) : Mp3.millis(file);
    }
}
