package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.chat.Document;
import dev.freeway.wire.JsonScan;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static String of(String json) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Parameters.of(
                new Document(
                        bytes,
                        JsonScan.read(bytes).members().stream()
                                .map(m -> new Document.Member(m.name(), m.start(), m.end()))
                                .toList()));
    }

    @Test
    void whatItTakesToRepeatARequestIsKept() throws Exception {
        assertThat(
                        of(
                                """
                                {"model":"m","temperature":0.20,"top_p":1,"seed":-7,"max_tokens":50,"n":2,
                                "stop":["a","b"],"stream":true,"tools":[{},{},{}],"reasoning_effort":"low",
                                "response_format":{"type":"json_schema","json_schema":{"name":"secret"}}}\
                                """))
                .isEqualTo(
                        "{\"temperature\":0.2,\"top_p\":1,\"seed\":-7,\"max_tokens\":50,\"n\":2,"
                            + "\"stop\":2,\"stream\":true,\"tools\":3,"
                            + "\"reasoning_effort\":\"low\",\"response_format\":\"json_schema\"}");
    }

    @Test
    void noWordOfContentIsKept() throws Exception {
        assertThat(
                        of(
                                """
                                {"model":"secret","messages":[{"role":"user","content":"secret"}],
                                "user":"secret","metadata":{"a":"secret"},"stop":"secret",
                                "prompt":"secret","input":"secret","suffix":"secret",
                                "reasoning_effort":"a secret told in words","service_tier":{"x":"secret"},
                                "tool_choice":{"function":{"name":"secret"}},"secret":1}\
                                """))
                .isEqualTo("{\"stop\":1}");
    }

    @Test
    void ofARunTheNumbersOfItsInputAreKept() throws Exception {
        assertThat(of("{\"input\":{\"prompt\":\"secret\",\"seed\":5,\"secret\":7}}"))
                .isEqualTo("{\"seed\":5}");
    }
}
