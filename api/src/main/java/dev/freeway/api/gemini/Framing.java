package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** How the pieces of a stream are set apart. Used by one thread at a time. */
sealed interface Framing {
    String contentType();

    byte[] piece(JsonNode piece);

    byte[] ending();

    /** Between two pieces; empty where some of Google's clients could not bear it. */
    byte[] keepAlive();

    /** Server-sent events, asked for by {@code alt=sse}. */
    record Events() implements Framing {
        private static final byte[] NOTHING = {};

        @Override
        public String contentType() {
            return "text/event-stream";
        }

        @Override
        public byte[] piece(JsonNode piece) {
            return bytes("data: " + piece + "\r\n\r\n");
        }

        @Override
        public byte[] ending() {
            return NOTHING;
        }

        @Override
        public byte[] keepAlive() {
            return NOTHING;
        }
    }

    /** Elements of one JSON array. */
    final class Elements implements Framing {
        private boolean begun;

        @Override
        public String contentType() {
            return "application/json; charset=UTF-8";
        }

        @Override
        public byte[] piece(JsonNode piece) {
            String before = begun ? ",\r\n" : "[";
            begun = true;
            return bytes(before + piece);
        }

        @Override
        public byte[] ending() {
            return bytes(begun ? "]" : "[]");
        }

        @Override
        public byte[] keepAlive() {
            return bytes("\n");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
