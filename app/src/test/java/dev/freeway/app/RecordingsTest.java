package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.translations.TranslationCreateParams;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings become text at the providers that listen, and cost as long as they last. */
class RecordingsTest extends DemoTest {
    private static final String PATH = "/v1/audio/transcriptions";
    private static final String TURBO = "groq/whisper-large-v3-turbo";
    private static final String FIRST = "cloudflare/@cf/openai/whisper";
    private static final String LATER = "cloudflare/@cf/openai/whisper-large-v3-turbo";

    private OpenAIClient client;

    @Override
    Set<String> providers() {
        return Set.of("groq", "cloudflare");
    }

    @BeforeEach
    void connect() {
        client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(demo.url() + "/v1")
                        .apiKey(demo.token())
                        .maxRetries(0)
                        .build();
    }

    private TranscriptionCreateParams.Builder ask(String model, double seconds) throws Exception {
        Path file = Files.write(directory.resolve("talk.wav"), Form.silence(seconds));
        return TranscriptionCreateParams.builder().model(model).file(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {TURBO, FIRST, LATER, "whisper-large-v3-turbo", "auto"})
    void itsOwnClientHasARecordingTranscribed(String model) throws Exception {
        var answer = client.audio().transcriptions().create(ask(model, 4).build());
        assertThat(answer.asTranscription().validate().text()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {TURBO, FIRST, LATER})
    void itsOwnClientIsToldAllThatWasHeard(String model) throws Exception {
        var answer =
                client.audio()
                        .transcriptions()
                        .create(
                                ask(model, 4)
                                        .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                                        .addTimestampGranularity(
                                                TranscriptionCreateParams.TimestampGranularity.WORD)
                                        .build())
                        .asVerbose()
                        .validate();
        assertThat(answer.duration()).isEqualTo(4);
        assertThat(answer.text()).isNotBlank();
        assertThat(answer.words().orElseThrow()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"groq/whisper-large-v3", LATER})
    void itsOwnClientHasARecordingTranslated(String model) {
        var file = new ByteArrayInputStream(Form.silence(4));
        var answer =
                client.audio()
                        .translations()
                        .create(
                                TranslationCreateParams.builder()
                                        .model(model)
                                        .file(
                                                com.openai.core.MultipartField
                                                        .<java.io.InputStream>builder()
                                                        .value(file)
                                                        .filename("talk.wav")
                                                        .build())
                                        .build());
        assertThat(answer.asTranslation().text()).isNotBlank();
        assertThat(taken(model.startsWith("groq") ? "ash" : "neurons")).isPositive();
    }

    @Test
    void textIsPlain() throws Exception {
        for (String model : new String[] {TURBO, FIRST, LATER}) {
            HttpResponse<String> answer =
                    send(Form.of(model).field("response_format", "text").wav(2));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(answer.body()).isNotBlank().doesNotContain("{").endsWith("\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                TURBO + ", ash, 61_000",
                TURBO + ", asd, 61_000",
                FIRST + ", neurons, 41_826",
                LATER + ", neurons, 47_408"
            },
            ignoreLeadingAndTrailingWhitespace = true)
    void itCostsAsLongAsItLasts(String model, String limit, String cost) throws Exception {
        assertThat(send(Form.of(model).wav(61)).statusCode()).isEqualTo(200);
        assertThat(taken(limit)).isEqualTo(Long.parseLong(cost.replace("_", "")));
    }

    @Test
    void whatWasReservedByItsBytesIsSettledByTheProvidersWord() throws Exception {
        byte[] opus = new byte[160_000];
        for (String model : new String[] {TURBO, LATER}) {
            assertThat(send(Form.of(model).file("talk.webm", opus)).statusCode()).isEqualTo(200);
        }
        assertThat(taken("ash")).isEqualTo(10_000);
        assertThat(taken("neurons")).isEqualTo(7_772);
        assertThat(send(Form.of(FIRST).file("talk.webm", opus)).statusCode()).isEqualTo(200);
        assertThat(taken("neurons")).isEqualTo(7_772 + 146_277);
    }

    @Test
    void itsOwnClientIsToldWhenThereIsTimeForMore() throws Exception {
        client.audio().transcriptions().create(ask(TURBO, 3_000).build());
        client.audio().transcriptions().create(ask(TURBO, 3_000).build());
        assertThatThrownBy(() -> client.audio().transcriptions().create(ask(TURBO, 3_000).build()))
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("of 7,200 seconds of audio left")
                .hasMessageContaining("this request may take 3,000")
                .hasMessageContaining("it fits in 15 min");
        clock.turn(Duration.ofMinutes(16));
        client.audio().transcriptions().create(ask(TURBO, 3_000).build());
        assertThat(refusedByQuota("groq")).isZero();
    }

    @Test
    void whatCanNeverFitIsRefusedUnsent() throws Exception {
        HttpResponse<String> answer = send(Form.of(TURBO).file("a.webm", new byte[6_000_000]));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body())
                .contains("recording_too_long", "8,000 seconds of audio", "A shorter recording");
        assertThat(browser.judge().at("/providers/groq/accepted").asInt()).isZero();
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws Exception {
        HttpResponse<String> answer =
                send(Form.of(TURBO).file("a.mp3", new byte[25 * 1024 * 1024 + 1]));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("a recording of more than 26214400 bytes", "25 MiB");
    }

    @Test
    void aFileOfTheLargestSizeIsTaken() throws Exception {
        byte[] frame = new byte[417];
        System.arraycopy(new byte[] {-1, -5, -112, 0}, 0, frame, 0, 4);
        ByteBuffer mp3 = ByteBuffer.allocate(25 * 1024 * 1024);
        while (mp3.remaining() >= frame.length) {
            mp3.put(frame);
        }
        Form form = Form.of(TURBO).field("prompt", "[[pace=fast]]").file("a.mp3", mp3.array());
        HttpResponse<String> answer = send(form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(taken("ash")).isEqualTo(1_638_400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    response_format             | srt   | one of json, text, verbose_json
                    temperature                 | hot   | a number from 0 to 1
                    temperature                 | NaN   | a number from 0 to 1
                    temperature                 | 2     | a number from 0 to 1
                    stream                      | true  | false
                    timestamp_granularities[]   | hour  | word or segment
                    timestamp_granularities[]   | word  | verbose_json
                    url                         | http:/| a field of transcriptions
                    file                        | x     | a file with its name
                    """)
    void fieldsThatAreWrongAreNamed(String name, String value, String expected) throws Exception {
        Form form = Form.of(TURBO).field(name, value);
        HttpResponse<String> answer = send(name.equals("file") ? form : form.wav(1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.json(answer).at("/error/param").asText())
                .isEqualTo(name.replace("[]", ""));
        assertThat(answer.body()).contains(expected);
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertThat(send(new Form().wav(1)).body()).contains("'model': missing");
        assertThat(send(Form.of(TURBO)).body()).contains("'file': missing");
        assertThat(send(Form.of(TURBO).file("a.wav", new byte[0])).body())
                .contains("'file': empty");
    }

    @Test
    void whatIsNoFormIsToldSo() throws Exception {
        HttpResponse<String> json = browser.post(PATH, "{\"model\":\"auto\"}");
        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(json.body()).contains("expected: multipart/form-data");
        HttpResponse<String> cut =
                browser.send(
                        browser.authorized(PATH)
                                .header("content-type", Form.TYPE)
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                                Form.of(TURBO).wav(1).bytes(), 0, 900)));
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(cut.body()).contains("Bad form: part 'file' breaks off");
    }

    @Test
    void aModelThatDoesNotListenIsNotAsked() {
        assertThatThrownBy(() ->
                        client.audio()
                                .transcriptions()
                                .create(ask("groq/openai/gpt-oss-20b", 1).build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("no transcription");
        assertThat(browserChat(TURBO).body()).contains("no chat");
    }

    @Test
    void aClientThatHangsUpLeavesNothingHeld() throws Exception {
        for (String provider : new String[] {"groq", "cloudflare"}) {
            browser.fault(provider, "hang_before", 2);
            String model = provider.equals("groq") ? TURBO : LATER;
            CompletableFuture<?> answer =
                    browser.client()
                            .sendAsync(
                                    Form.of(model).wav(60).to(browser.authorized(PATH)).build(),
                                    HttpResponse.BodyHandlers.ofString());
            Browser.eventually(() -> accepted(provider) > 0);
            answer.cancel(true);
            Browser.eventually(() -> browser.held() == 0);
        }
        assertThat(taken("ash")).isEqualTo(60_000);
        assertThat(taken("neurons")).isEqualTo(46_630);
    }

    private long accepted(String provider) throws Exception {
        return browser.judge().at("/providers/" + provider + "/accepted").asLong();
    }

    @Test
    void theSameRecordingUnderOneKeyIsTranscribedOnce() throws Exception {
        String first = keyed(2).body();
        assertThat(keyed(2).body()).isEqualTo(first);
        assertThat(taken("ash")).isEqualTo(2_000);
        assertThat(keyed(3).statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> keyed(double seconds) throws Exception {
        return browser.send(
                Form.of(TURBO)
                        .wav(seconds)
                        .to(browser.authorized(PATH).header("idempotency-key", "k")));
    }

    private HttpResponse<String> browserChat(String model) {
        try {
            return browser.chat(model, "Hi", false);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> send(Form form) throws Exception {
        return browser.send(form.to(browser.authorized(PATH)));
    }

    private long refusedByQuota(String provider) throws Exception {
        return browser.judge().at("/providers/" + provider + "/refused_by_quota").asLong();
    }

    /** Units of that limit, of all its counters. */
    private long taken(String limit) {
        try {
            long taken = 0;
            for (JsonNode one : browser.quota()) {
                taken += one.path("limit").asText().equals(limit) ? one.path("used").asLong() : 0;
            }
            return taken;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
