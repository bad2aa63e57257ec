package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Media;
import dev.freeway.relay.Reply;
import dev.freeway.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures and vectors of providers that have a wire of their own for them. */
class PicturesTest {
    private static final String CAT = "{\"prompt\":\"a cat\"%s}";
    private static final Media ONE = Media.pictures(1, 1_024, 1_024, 6);

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

    private Reply draw(String dialect, Media media, String more) {
        return provider.call(
                provider.calls(dialect, "flux").pictures(media, CAT.formatted(more)), recorder);
    }

    @Test
    void cloudflareDrawsInTheStepsThatWereReserved() {
        provider.says("{\"result\":{\"image\":\"QUJD\"},\"success\":true,\"errors\":[]}");
        Reply.Done done = (Reply.Done) draw("cloudflare", ONE, ",\"seed\":3");
        assertThat(done.usage().media()).isEqualTo(ONE);
        assertThat(provider.asked.getFirst().path()).isEqualTo("/api/pictures/flux");
        assertThat(provider.asked.getFirst().key()).isEqualTo("Bearer secret");
        assertThat(provider.asked.getFirst().body().toString())
                .isEqualTo("{\"prompt\":\"a cat\",\"steps\":6,\"seed\":3}");
        assertThat(recorder.whole().at("/data/0/b64_json").asText()).isEqualTo("QUJD");
        assertThat(recorder.whole().path("created").asLong())
                .isEqualTo(Scripted.NOW.getEpochSecond());
    }

    @Test
    void severalPicturesOrAnotherSizeAreNotAskedOfCloudflare() {
        Reply two = draw("cloudflare", Media.pictures(2, 1_024, 1_024, 4), ",\"n\":2");
        Reply small = draw("cloudflare", ONE, ",\"size\":\"512x512\"");
        assertThat(((Reply.Failed) two).fault()).isInstanceOf(Fault.Unfit.class);
        assertThat(((Reply.Failed) small).fault().detail()).contains("512x512", "1024x1024");
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void anEnvelopeOfErrorsWithStatus200IsARefusal() {
        provider.says(
                "{\"result\":null,\"success\":false,\"errors\":[{\"code\":3040,\"message\":\"full\"}]}");
        assertThat(((Reply.Failed) draw("cloudflare", ONE, "")).fault())
                .isInstanceOf(Fault.Overloaded.class);
    }

    @Test
    void chatAtCloudflareIsOpenAis() {
        provider.says(
                "{\"id\":\"a\",\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}");
        Reply reply =
                provider.call(
                        provider.calls("cloudflare", "llama").chat("{\"messages\":[],\"top_k\":1}"),
                        recorder);
        assertThat(reply).isInstanceOf(Reply.Done.class);
        assertThat(provider.asked.getFirst().body().path("max_tokens").asInt()).isEqualTo(64);
        assertThat(provider.asked.getFirst().body().path("top_k").asInt()).isOne();
    }

    @Test
    void huggingFaceAnswersWithThePictureItself() {
        provider.says(200, "image/jpeg", new byte[] {'A', 'B', 'C'});
        Media media = Media.pictures(1, 512, 768, 4);
        draw("huggingface", media, ",\"size\":\"512x768\",\"response_format\":\"url\"");
        assertThat(provider.asked.getFirst().body().toString())
                .isEqualTo(
                        "{\"inputs\":\"a"
                            + " cat\",\"parameters\":{\"width\":512,\"height\":768,\"num_inference_steps\":4}}");
        assertThat(recorder.whole().at("/data/0/url").asText())
                .isEqualTo("data:image/jpeg;base64,QUJD");
    }

    @Test
    void huggingFaceSaysWhyThereIsNoPicture() {
        provider.says("{\"error\":\"Model is on fire\"}");
        assertThat(((Reply.Failed) draw("huggingface", ONE, "")).fault().detail())
                .contains("Model is on fire");
    }

    @Test
    void huggingFacesVectorsAreBareArrays() {
        provider.says("[[0.25,1],[0,2]]").says("[0.25,1]").says("[[[1]]]");
        Calls calls = provider.calls("huggingface", "bge");
        Reply.Done done =
                (Reply.Done) provider.call(calls.embeddings("{\"input\":[\"a\",\"b\"]}"), recorder);
        assertThat(done.estimated()).isTrue();
        assertThat(done.usage().input()).isEqualTo(5);
        assertThat(recorder.whole().at("/data/1/embedding/1").asInt()).isEqualTo(2);
        assertThat(provider.asked.getFirst().body())
                .isEqualTo(Json.parse("{\"inputs\":[\"a\",\"b\"]}").orElseThrow());
        Recorder flat = new Recorder();
        provider.call(calls.embeddings("{\"input\":\"a\"}"), flat);
        assertThat(flat.whole().path("data")).hasSize(1);
        Reply deep = provider.call(calls.embeddings("{\"input\":\"a\"}"), new Recorder());
        assertThat(deep).isInstanceOf(Reply.Failed.class);
    }

    @Test
    void hyperbolicNamesTheModelInTheBody() {
        provider.says("{\"images\":[{\"index\":0,\"image\":\"QUJD\"}],\"inference_time\":2}");
        draw("hyperbolic", ONE, ",\"steps\":6");
        assertThat(provider.asked.getFirst().body().toString())
                .isEqualTo(
                        "{\"model_name\":\"flux\",\"prompt\":\"a"
                            + " cat\",\"width\":1024,\"height\":1024,\"backend\":\"auto\",\"steps\":6}");
        assertThat(recorder.whole().at("/data/0/b64_json").asText()).isEqualTo("QUJD");
    }
}
