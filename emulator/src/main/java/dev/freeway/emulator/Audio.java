package dev.freeway.emulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** How long a recording is: by its header if it is WAV, else as if it had 128 kbit/s (assumed). */
final class Audio {
    private static final double BYTES_PER_SECOND = 16_000;
    private static final int WAV_HEADER_BYTES = 44;
    private static final int WAV_RATE_AT = 28;

    private Audio() {}

    static double seconds(byte[] bytes) {
        boolean wav =
                bytes.length > WAV_HEADER_BYTES
                        && new String(bytes, 0, 4, StandardCharsets.US_ASCII).equals("RIFF");
        int rate =
                wav ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(WAV_RATE_AT) : 0;
        return rate > 0
                ? (bytes.length - WAV_HEADER_BYTES) / (double) rate
                : bytes.length / BYTES_PER_SECOND;
    }
}
