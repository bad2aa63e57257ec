package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How long a recording is: by its header if it is WAV, else as if it had 128 kbit/s (assumed). */
final class Audio {
    private static final double BYTES_PER_SECOND = 16_000;
    private static final int WAV_HEADER_BYTES = 44;
    private static final int WAV_RATE_AT = 28;

    private static final double WORDS_PER_SECOND = 2.5;

    private Audio() {}

    /** Puts into a request how long its recording is, and so how much is said of it. */
    static void heard(ObjectNode view, byte[] recording) {
        double seconds = seconds(recording);
        long words = Math.max(1, Math.round(seconds * WORDS_PER_SECOND));
        view.put("seconds", seconds)
                .put("bytes", recording.length)
                .put("hash", Arrays.hashCode(recording))
                .put("length", "[[out=" + words + "]]");
    }

    /** What was said, word by word, evenly over its time. */
    static ArrayNode words(Reply reply) {
        Completion said = reply.first();
        double each = reply.visit().request().path("seconds").asDouble() / said.tokens();
        ArrayNode words = Json.array();
        for (int i = 0; i < said.tokens(); i++) {
            words.addObject()
                    .put("word", said.pieces().get(i).strip())
                    .put("start", i * each)
                    .put("end", (i + 1) * each);
        }
        return words;
    }

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
