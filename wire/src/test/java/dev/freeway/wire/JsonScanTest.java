package dev.freeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One pass over a JSON object. */
class JsonScanTest {
    @Test
    void everyValueIsFoundByteForByte() throws Exception {
        byte[] json =
                " { \"a\" : -2.5e3 ,\"b\":\"\u00e9\\\"\", \"c\":[1, {\"a\":2}],\"\\u0064\":{ } ,\"e\":null}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(JsonScan.read(json).members())
                .map(m -> m.name() + "=" + text(json, m))
                .containsExactly(
                        "a=-2.5e3", "b=\"\u00e9\\\"\"", "c=[1, {\"a\":2}]", "d={ }", "e=null");
    }

    @Test
    void picturesAreFoundInMessagesAndNowhereElse() throws Exception {
        byte[] json =
                """
                {"tools":{"image_url":"no"},"messages":[{"content":[{"image_url":{"detail":"high","url":"one"}},
                {"image_url":"two"},{"url":"no"},{"image_url":{"x":{"url":"no"}}}]}],"image_url":"no"}\
                """
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(JsonScan.read(json).pictures())
                .map(picture -> text(json, picture))
                .containsExactly("\"one\"", "\"two\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"\\u0061\":2}|is there twice (line 1",
                "{\"a\":1}{}|follows",
                "{\"a\":1,}|line 1",
                "[]|does not begin with '{' at byte 0",
                "{\"a\":tru}|line 1",
                "{\"a\":\"x|line 1"
            })
    void whatIsWrongIsSaidWithItsPlace(String json, String words) {
        assertThatExceptionOfType(BadJson.class)
                .isThrownBy(() -> JsonScan.read(json.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "eda080", "f4908080", "ff", "c3", "e28228", "f8888080"})
    void whatIsNoUtf8IsRefusedInsideSkippedStringsToo(String hex) {
        byte[] wrong = java.util.HexFormat.of().parseHex(hex);
        byte[] json =
                ("{\"x\":{\"y\":\"" + new String(wrong, StandardCharsets.ISO_8859_1) + "\"}}")
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(BadJson.class)
                .isThrownBy(() -> JsonScan.read(json))
                .withMessageContaining("UTF-8 at byte 11");
    }

    @Test
    void sixtyFourDeepIsTheMost() throws Exception {
        JsonScan.read(deep(64));
        assertThatExceptionOfType(BadJson.class)
                .isThrownBy(() -> JsonScan.read(deep(65)))
                .withMessageContaining("64");
        assertThatExceptionOfType(BadJson.class).isThrownBy(() -> JsonScan.read(deep(1_000_000)));
    }

    private static byte[] deep(int levels) {
        return ("{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json, JsonScan.Member member) {
        return new String(
                json, member.start(), member.end() - member.start(), StandardCharsets.UTF_8);
    }
}
