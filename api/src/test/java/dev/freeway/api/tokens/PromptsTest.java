package dev.freeway.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.TokenBound;
import dev.freeway.testkit.Cases;
import dev.freeway.wire.Json;
import dev.freeway.wire.JsonScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a prompt is taken to count, beside what tokenizers and providers count. */
class PromptsTest {
    private static final Prompts PROMPTS = new Prompts();

    /** Counted once by the models' own published tokenizers; docs/reference/tokens.md. */
    @ParameterizedTest
    @CsvSource({
        "english, 104, 104, 104, 5",
        "java, 163, 158, 158, 7",
        "python, 158, 160, 160, 5",
        "german, 119, 145, 143, 20",
        "french, 112, 128, 124, 20",
        "russian, 114, 134, 145, 25",
        "arabic, 117, 136, 130, 20",
        "chinese, 125, 126, 102, 30",
        "japanese, 145, 135, 128, 20"
    })
    void aTextIsWhatItsModelCounts(String text, int gpt, int llama, int qwen, int percent)
            throws Exception {
        String words = text(text);
        assertThat(completion("gpt-4o", words)).isCloseTo(gpt, Percentage.withPercentage(2));
        Percentage near = Percentage.withPercentage(percent);
        assertThat(completion("llama-3.3-70b-versatile", words)).isCloseTo(llama, near);
        assertThat(completion("qwen/qwen3-32b", words)).isCloseTo(qwen, near);
    }

    /** Three tokens around each message and three for the answer's beginning: OpenAI's cookbook. */
    @Test
    void aMessageCountsItsFrame() throws Exception {
        long one = chat("gpt-4o", "Hi");
        ObjectNode two = request("gpt-4o");
        two.withArray("messages").addObject().put("role", "system").put("content", "Hi");
        two.withArray("messages").addObject().put("role", "user").put("content", "Hi");
        assertThat(one).isEqualTo(3 + 1 + 3);
        assertThat(estimate(two)).isEqualTo(one + 3 + 1);
    }

    @Test
    void escapesAreReadBeforeTheyAreCounted() throws Exception {
        String plain = "{\"model\":\"m\",\"prompt\":\"Grüße, \\\"Ufer\\\"\"}";
        String escaped = "{\"model\":\"m\",\"prompt\":\"Gr\\u00fc\\u00DFe, \\u0022Ufer\\u0022\"}";
        assertThat(estimate(escaped)).isEqualTo(estimate(plain)).isLessThan(10);
    }

    @Test
    void halfACharacterCountsAsOne() throws Exception {
        assertThat(estimate("{\"model\":\"m\",\"prompt\":\"a \\ud83d b \\ude00\"}"))
                .isBetween(3L, 12L);
    }

    @Test
    void onlyWordsCount() throws Exception {
        String sound = "A".repeat(40_000);
        String body =
                """
                {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"Hi"},
                {"type":"input_audio","input_audio":{"data":"%s","format":"wav"}},
                {"type":"image_url","image_url":{"url":"data:%s"}}]}]}\
                """;
        assertThat(estimate(body.formatted(sound, sound)))
                .isEqualTo(estimate(body.formatted("", "")));
    }

    @Test
    void tokensHandedInAreCountedAsTheyAre() throws Exception {
        assertThat(estimate("{\"model\":\"m\",\"prompt\":[1,2,3,1000000]}")).isEqualTo(4);
    }

    @Test
    void schemasCountAsTheirModelsAreToldOfThem() throws Exception {
        String tools =
                """
                {"model":"%s","messages":[{"role":"user","content":"Is it raining?"}],"tools":[
                 {"type":"function", "function":{"name":"weather","description":"At a place",
                  "parameters":{"type":"object","properties":{"place":{"type":"string"}}}}}]}\
                """;
        assertThat(estimate(tools.formatted("gemini-2.5-flash")))
                .isLessThan(estimate(tools.formatted("gpt-4o")));
        assertThat(estimate(tools.formatted("gpt-4o")))
                .isLessThan(estimate(tools.formatted("qwen/qwen3-32b")));
        String spaced = tools.replace("\":", "\"   :   ");
        assertThat(estimate(spaced.formatted("m"))).isEqualTo(estimate(tools.formatted("m")));
    }

    @Test
    void ofALongPromptPassagesStandForTheRest() throws Exception {
        String mixed =
                (text("english").repeat(60) + text("java").repeat(40) + text("russian").repeat(50))
                        .repeat(8);
        assertThat(mixed.length()).isGreaterThan(500_000);
        long exact = new Tokenizer().count(mixed.toCharArray(), 0, mixed.length());
        assertThat(completion("m", mixed)).isCloseTo(exact, Percentage.withPercentage(5));
    }

    @Test
    void twiceTheTextIsTwiceTheTokens() throws Exception {
        Cases.forAll(
                100,
                random -> {
                    String text = text("english").repeat(random.nextInt(1, 60));
                    double once = completion("m", text);
                    assertThat(completion("m", text + "\n" + text) / once)
                            .isCloseTo(2, within(0.1));
                });
    }

    /** Also what is no text at all is under it, bar templates; prose is well under. */
    @Test
    void theBoundIsAboveWhateverIsCounted() throws Exception {
        Cases.forAll(
                1_000,
                random -> {
                    String text = words(random);
                    byte[] json = bytes(Json.object().put("prompt", text));
                    assertThat(completion("m", text))
                            .isLessThanOrEqualTo(TokenBound.of(json, 0, json.length));
                });
    }

    private static String words(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        String[] some = {
            "harbour", "Fähre", "туман", "渡轮", "0x7f", "\n\n", "();", "العبّارة", "\t"
        };
        for (int i = random.nextInt(1, 400); i > 0; i--) {
            text.append(some[random.nextInt(some.length)]).append(' ');
        }
        return text.toString();
    }

    private static long completion(String model, String prompt) throws Exception {
        return estimate(Json.object().put("model", model).put("prompt", prompt));
    }

    private static long chat(String model, String content) throws Exception {
        ObjectNode request = request(model);
        request.withArray("messages").addObject().put("role", "user").put("content", content);
        return estimate(request);
    }

    private static ObjectNode request(String model) {
        return Json.object().put("model", model);
    }

    private static long estimate(ObjectNode request) throws Exception {
        return estimate(new String(bytes(request), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ObjectNode request) {
        return Json.bytes(request);
    }

    private static long estimate(String request) throws Exception {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        Document body =
                new Document(
                        bytes,
                        JsonScan.read(bytes).members().stream()
                                .map(m -> new Document.Member(m.name(), m.start(), m.end()))
                                .toList());
        return PROMPTS.estimate(Json.parse(bytes).orElseThrow().path("model").asText(), body);
    }

    private static String text(String name) {
        try (InputStream in =
                Objects.requireNonNull(
                        PromptsTest.class.getResourceAsStream(
                                "/dev/freeway/api/texts/" + name + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
