package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.audio.Recording;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Reply;
import dev.freeway.wire.Json;
import dev.freeway.wire.Multipart;
import dev.freeway.wire.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings over the wires of providers that listen, and how long they say these were. */
class SpeechTest {
    private static final Recording TALK = new Recording("talk.webm", new byte[1_500]);
    private static final String TURBO = "@cf/openai/whisper-large-v3-turbo";

    private final Recorder recorder = new Recorder();

    @SuppressWarnings("NullAway.Init")
    private Scripted provider;

    @BeforeEach
    void start() throws Exception {
        provider = new Scripted();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private Call call(String dialect, String model, String fields) {
        return provider.calls(dialect, model)
                .transcription(Endpoint.TRANSCRIPTIONS, TALK, "{\"model\":\"m\"" + fields + "}");
    }

    private static Payload body(Call call) throws Unspeakable {
        return Dialects.of(call.offer().account().provider()).body(call);
    }

    @Test
    void openAisFormAsksForAllThatWasHeard() throws Exception {
        String wishes =
                ",\"language\":\"de\",\"temperature\":0.5,\"timestamp_granularities\":[\"word\",\"segment\"]";
        Payload payload = body(call("openai", "whisper-large-v3", wishes));
        Multipart form = Multipart.read(payload.type(), payload.bytes());
        assertThat(form.parts().stream().map(part -> part.name() + "=" + part.file()))
                .containsExactly(
                        "model=",
                        "response_format=",
                        "language=",
                        "temperature=",
                        "timestamp_granularities[]=",
                        "timestamp_granularities[]=",
                        "file=talk.webm");
        assertThat(form.part("model").orElseThrow().text()).isEqualTo("whisper-large-v3");
        assertThat(form.part("response_format").orElseThrow().text()).isEqualTo("verbose_json");
        assertThat(form.part("temperature").orElseThrow().text()).isEqualTo("0.5");
        assertThat(form.part("file").orElseThrow().bytes()).isEqualTo(TALK.bytes());
    }

    @Test
    void itWasAsLongAsTheProviderSays() {
        provider.says("{\"text\":\" Hi.\",\"language\":\"English\",\"duration\":1.2345}");
        Reply.Done done = (Reply.Done) provider.call(call("openai", "w", ""), recorder);
        assertThat(done.usage()).isEqualTo(Usage.NONE.with(Media.audio(1_235)));
        assertThat(done.estimated()).isFalse();
        assertThat(recorder.whole().path("text").asText()).isEqualTo(" Hi.");
        assertThat(recorder.whole().at("/usage/seconds").asInt()).isEqualTo(2);
    }

    @Test
    void whereTheProviderDoesNotSayItWasAsLongAsItMayBe() {
        for (String duration : new String[] {"", ",\"duration\":0", ",\"duration\":\"NaN\""}) {
            provider.says("{\"text\":\"Hi\"" + duration + "}");
            Reply.Done done = (Reply.Done) provider.call(call("openai", "w", ""), recorder);
            assertThat(done.usage().media()).isEqualTo(Media.audio(2_000));
            assertThat(done.estimated()).isTrue();
        }
    }

    @Test
    void anAnswerWithoutATextIsNone() {
        provider.says("{\"duration\":1}");
        Reply.Failed failed = (Reply.Failed) provider.call(call("openai", "w", ""), recorder);
        assertThat(failed.fault()).isInstanceOf(Fault.Broken.class);
    }

    @Test
    void cloudflaresFirstWhisperTakesTheFileAndNoWishes() throws Exception {
        Payload payload = body(call("cloudflare", "@cf/openai/whisper", ""));
        assertThat(payload.type()).isEqualTo("application/octet-stream");
        assertThat(payload.bytes()).isEqualTo(TALK.bytes());
        for (String wish :
                new String[] {"language\":\"de\"", "prompt\":\"a\"", "temperature\":0.2"}) {
            Call wishing = call("cloudflare", "@cf/openai/whisper", ",\"" + wish);
            assertThatThrownBy(() -> body(wishing)).isInstanceOf(Unspeakable.class);
        }
    }

    @Test
    void cloudflaresLaterWhisperIsToldInWhichLanguage() throws Exception {
        Payload payload =
                body(call("cloudflare", TURBO, ",\"language\":\"de\",\"prompt\":\"names\""));
        JsonNode body = Json.parse(payload.bytes()).orElseThrow();
        assertThat(body.path("audio").binaryValue()).isEqualTo(TALK.bytes());
        assertThat(body.path("task").asText()).isEqualTo("transcribe");
        assertThat(body.path("language").asText()).isEqualTo("de");
        assertThat(body.path("initial_prompt").asText()).isEqualTo("names");
    }

    @Test
    void cloudflaresAnswerComesOutOfItsEnvelope() {
        provider.says(
                """
                {"result":{"text":"Hi","transcription_info":{"language":"de","duration":1.5},
                 "segments":[{"start":0,"end":1.5,"text":"Hi","no_speech_prob":0.1,
                 "words":[{"word":"Hi","start":0,"end":1}]}]},"success":true,"errors":[]}
                """);
        String times = ",\"timestamp_granularities\":[\"word\",\"segment\"]";
        Reply.Done done = (Reply.Done) provider.call(call("cloudflare", TURBO, times), recorder);
        assertThat(done.usage().media()).isEqualTo(Media.audio(1_500));
        assertThat(recorder.whole().at("/segments/0/no_speech_prob").asDouble()).isEqualTo(0.1);
        assertThat(recorder.whole().at("/words/0/word").asText()).isEqualTo("Hi");
        assertThat(recorder.whole().path("language").asText()).isEqualTo("de");
    }
}
