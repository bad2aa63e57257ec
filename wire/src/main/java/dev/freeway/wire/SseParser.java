package dev.freeway.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads server-sent events from bytes that arrive split anywhere. Hands on the data of each event;
 * comments, {@code id:}, {@code event:} and {@code retry:} lines are passed over. Used by one
 * thread.
 */
public final class SseParser {
    private static final int LINE_BYTES_MAX = 1024 * 1024;
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Consumer<String> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean first = true;
    private boolean afterReturn;

    /**
     * @param events takes the data of each event, lines joined by {@code \n}
     */
    public SseParser(Consumer<String> events) {
        this.events = events;
    }

    /**
     * Reads on.
     *
     * @throws TooLong at a line of more than 1 MiB
     */
    public void feed(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean feed = bytes[i] == '\n';
            if (feed || bytes[i] == '\r') {
                keep(bytes, start, i);
                start = i + 1;
                if (!(feed && afterReturn)) {
                    lineEnds();
                }
            }
            afterReturn = bytes[i] == '\r';
        }
        keep(bytes, start, bytes.length);
    }

    private void keep(byte[] bytes, int start, int end) {
        if (line.size() + end - start > LINE_BYTES_MAX) {
            throw new TooLong();
        }
        line.write(bytes, start, end - start);
    }

    private void lineEnds() {
        byte[] bytes = line.toByteArray();
        line.reset();
        int from = first && startsWith(bytes, BOM, 0) ? BOM.length : 0;
        first = false;
        if (bytes.length == from) {
            dispatch();
        } else if (startsWith(bytes, DATA, from)) {
            int value = from + DATA.length;
            value += value < bytes.length && bytes[value] == ' ' ? 1 : 0;
            data.append(hasData ? "\n" : "")
                    .append(new String(bytes, value, bytes.length - value, StandardCharsets.UTF_8));
            hasData = true;
        }
    }

    private void dispatch() {
        if (hasData) {
            String event = data.toString();
            data.setLength(0);
            hasData = false;
            events.accept(event);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix, int from) {
        return bytes.length - from >= prefix.length
                && java.util.Arrays.equals(
                        bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    /** A line longer than any honest event. */
    public static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("an event line of more than " + LINE_BYTES_MAX + " bytes");
        }
    }
}
