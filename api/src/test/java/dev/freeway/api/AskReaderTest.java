package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freeway.api.tokens.Prompts;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.testkit.Cases;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is taken to ask for. */
class AskReaderTest {
    private static final String CHAT =
            """
            {"model":"acme/m","messages":[{"role":"user","content":"Hello, how are you?"}]%s}\
            """;
    private static final Prompts PROMPTS = new Prompts();
    private static final String PICTURE = "data:image/png;base64," + "iVBORw0KGgo".repeat(10_000);

    @Test
    void aPlainQuestionAsksForNothingElse() throws Exception {
        Ask ask = chat("");
        assertThat(ask.model()).isEqualTo("acme/m");
        assertThat(ask.needs()).containsExactly(Ability.CHAT);
        assertThat(ask.answers()).isOne();
        assertThat(ask.stream()).isFalse();
        assertThat(ask.outputTokensMax()).isEmpty();
        assertThat(ask.inputTokens()).isBetween(10L, 80L);
    }

    @Test
    void streamUsageToolsAndJsonAreSeen() throws Exception {
        Ask ask =
                chat(
                        """
                        ,"stream":true,"stream_options":{"include_usage":true},"n":3,
                        "tools":[{"type":"function"}],"response_format":{"type":"json_object"}\
                        """);
        assertThat(ask.stream() && ask.usageInStream()).isTrue();
        assertThat(ask.answers()).isEqualTo(3);
        assertThat(ask.needs()).isEqualTo(Set.of(Ability.CHAT, Ability.TOOLS, Ability.JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}",
                "{\"type\":\"image_url\",\"image_url\":{\"detail\":\"high\",\"url\":\"%s\"}}",
                "{\"type\":\"image_url\",\"image_url\":\"%s\"}"
            })
    void aPictureCountsByThePieceAndNeedsEyes(String part) throws Exception {
        String body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}"
                        .formatted(part.formatted(PICTURE));
        Ask ask = read(Endpoint.CHAT, body);
        assertThat(ask.needs()).contains(Ability.VISION);
        assertThat(ask.inputTokens()).isBetween(1_500L, 1_650L);
    }

    @Test
    void aToolThatTakesAPicturesAddressNeedsNoEyes() throws Exception {
        Ask ask =
                chat(
                        """
                        ,"tools":[{"function":{"parameters":{"properties":{"image_url":{"type":"string"}}}}}]\
                        """);
        assertThat(ask.needs()).containsExactlyInAnyOrder(Ability.CHAT, Ability.TOOLS);
    }

    @Test
    void ofTwoBoundsTheLargerIsHeld() throws Exception {
        assertThat(chat(",\"max_tokens\":900,\"max_completion_tokens\":5").outputTokensMax())
                .hasValue(900);
        assertThat(chat(",\"max_tokens\":null,\"max_completion_tokens\":5").outputTokensMax())
                .hasValue(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"prompt\":\"a\"|1",
                "\"prompt\":[1,2,3]|1",
                "\"prompt\":[\"a\",\"b\"],\"n\":2|4",
                "\"prompt\":[[1],[2,3]]|2",
                "\"prompt\":\"a\",\"n\":2,\"best_of\":5|5"
            })
    void everyAnswerALegacyCompletionGeneratesIsCounted(String fields, int answers)
            throws Exception {
        assertThat(read(Endpoint.COMPLETIONS, "{\"model\":\"m\"," + fields + "}").answers())
                .isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"n\":4294967297|n",
                ",\"n\":1.0|n",
                ",\"n\":\"1\"|n",
                ",\"n\":0|n",
                ",\"max_tokens\":1e400|max_tokens",
                ",\"max_tokens\":0|max_tokens",
                ",\"max_tokens\":99999999999|max_tokens",
                ",\"max_completion_tokens\":-5|max_completion_tokens",
                ",\"stream\":1|stream"
            })
    void valuesThatMakeNoSenseAreNamed(String field, String param) {
        Problem problem = refusal(Endpoint.CHAT, CHAT.formatted(field));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.param()).isEqualTo(param);
        assertThat(problem.message()).contains(param, "expected");
    }

    @Test
    void aNumberTooLongToReadIsRefusedByItsName() {
        String digits = "1".repeat(5_000);
        assertThat(refusal(Endpoint.CHAT, CHAT.formatted(",\"n\":" + digits)).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMBEDDINGS|{\"model\":\"m\"}|input",
                "EMBEDDINGS|{\"model\":\"m\",\"input\":[ ]}|input",
                "EMBEDDINGS|{\"model\":\"m\",\"input\":7}|input",
                "EMBEDDINGS|{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"hex\"}|encoding_format",
                "COMPLETIONS|{\"model\":\"m\"}|prompt",
                "COMPLETIONS|{\"model\":\"m\",\"prompt\":[  ]}|prompt",
                "CHAT|{\"model\":\" \",\"messages\":[{}]}|model",
                "CHAT|{\"model\":\"m\",\"messages\":[ \t]}|messages"
            })
    void whatMustBeThereIs(Endpoint endpoint, String body, String param) {
        assertThat(refusal(endpoint, body).param()).isEqualTo(param);
    }

    @Test
    void whateverIsDoneToARequestItIsReadOrRefused() {
        byte[] whole =
                CHAT.formatted(
                                ",\"n\":2,\"stop\":[\"é\"],\"max_tokens\":12,\"tools\":[{}],"
                                        + "\"stream_options\":{\"include_usage\":true}")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] spice = "{}[]\",:\\0-9.eEtrufalsn \n\u00ff\u0000".getBytes(StandardCharsets.UTF_8);
        Cases.forAll(
                20_000,
                random -> {
                    byte[] bytes = whole.clone();
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        bytes[random.nextInt(bytes.length)] = spice[random.nextInt(spice.length)];
                    }
                    Throwable thrown =
                            catchThrowable(
                                    () -> AskReader.read(heard(Endpoint.CHAT, bytes), PROMPTS));
                    assertThat(thrown == null || thrown instanceof Refused).isTrue();
                });
    }

    private static Ask chat(String more) throws Refused {
        return read(Endpoint.CHAT, CHAT.formatted(more));
    }

    private static Tongue.Heard heard(Endpoint endpoint, byte[] body) {
        return new Tongue.Heard(endpoint, body, OpenAiVoice.INSTANCE);
    }

    private static Ask read(Endpoint endpoint, String body) throws Refused {
        return AskReader.read(heard(endpoint, body.getBytes(StandardCharsets.UTF_8)), PROMPTS);
    }

    private static Problem refusal(Endpoint endpoint, String body) {
        Throwable thrown = catchThrowable(() -> read(endpoint, body));
        assertThat(thrown).isInstanceOf(Refused.class);
        return ((Refused) thrown).problem();
    }
}
