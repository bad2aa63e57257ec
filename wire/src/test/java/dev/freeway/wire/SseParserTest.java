package dev.freeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events come out the same however their bytes were cut. */
class SseParserTest {
    private static final String STREAM =
            "\uFEFF: a comment\n"
                    + "data: one\n\n"
                    + "id: 7\r\n"
                    + "event: x\r\n"
                    + "data: zw\u00f6lf \uD83D\uDE97\r\n\r\n"
                    + "data:a\n"
                    + "data: b\r"
                    + "retry: 5\n\n\n"
                    + "data: [DONE]\n\n"
                    + "data: never ended";
    private static final List<String> EVENTS =
            List.of("one", "zw\u00f6lf \uD83D\uDE97", "a\nb", "[DONE]");

    @Test
    void cutAtEveryByteAndInEveryPieceSize() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            List<String> events = new ArrayList<>();
            SseParser parser = new SseParser(events::add);
            for (int from = 0; from < bytes.length; from += size) {
                parser.feed(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
            }
            assertThat(events).as("pieces of %d", size).isEqualTo(EVENTS);
        }
    }

    @Test
    void aLineWithoutEndIsNotReadForEver() {
        SseParser parser = new SseParser(_ -> {});
        byte[] piece = new byte[512 * 1024];
        parser.feed(piece);
        parser.feed(piece);
        assertThatThrownBy(() -> parser.feed(new byte[] {'x'}))
                .isInstanceOf(SseParser.TooLong.class);
    }
}
