package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Predictions: made, asked for again while they are under way, and told as answers. */
class ReplicateTest {
    private static final String HI = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";
    private static final String SUCCEEDED =
            "{\"id\":\"p1\",\"status\":\"succeeded\",\"output\":[\"Hel\",\"lo\"],\"metrics\":{\"input_token_count\":3,\"output_token_count\":2}}";

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

    private Reply chat(String body) {
        return provider.call(provider.calls("replicate", "o/n").chat(body), recorder);
    }

    @Test
    void piecesOfOutputAreOneAnswer() {
        provider.says(SUCCEEDED);
        Reply.Done done = (Reply.Done) chat(HI.formatted(",\"temperature\":0.2"));
        assertThat(done.usage()).isEqualTo(Usage.of(3, 2));
        assertThat(recorder.whole().at("/choices/0/message/content").asText()).isEqualTo("Hello");
        assertThat(provider.asked.getFirst().body().toString())
                .isEqualTo("{\"input\":{\"prompt\":\"Hi\",\"max_tokens\":64,\"temperature\":0.2}}");
    }

    @Test
    void severalTurnsAreToldByTheirSpeakers() {
        provider.says(SUCCEEDED);
        chat(
                "{\"messages\":[{\"role\":\"system\",\"content\":\"Brief\"},{\"role\":\"user\",\"content\":\"A\"},{\"role\":\"assistant\",\"content\":\"B\"},{\"role\":\"user\",\"content\":\"C\"}]}");
        JsonNode input = provider.asked.getFirst().body().path("input");
        assertThat(input.path("prompt").asText())
                .isEqualTo("User: A\n\nAssistant: B\n\nUser: C\n\nAssistant:");
        assertThat(input.path("system_prompt").asText()).isEqualTo("Brief");
    }

    @Test
    void whoWantsEventsGetsOne() {
        provider.says(SUCCEEDED);
        Reply reply = chat(HI.formatted(",\"stream\":true"));
        assertThat(reply).isInstanceOf(Reply.Done.class);
        List<JsonNode> chunks = recorder.chunks();
        assertThat(chunks).hasSize(2);
        assertThat(chunks.getFirst().at("/choices/0/delta/content").asText()).isEqualTo("Hello");
        assertThat(chunks.getFirst().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void onesUnderWayAreAskedForAgain() {
        provider.says("{\"id\":\"p1\",\"status\":\"starting\"}")
                .says("{\"id\":\"p1\",\"status\":\"processing\"}")
                .says(SUCCEEDED);
        assertThat(chat(HI.formatted(""))).isInstanceOf(Reply.Done.class);
        assertThat(provider.asked)
                .extracting(Scripted.Asked::method, Scripted.Asked::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("POST", "/api/models/o/n"),
                        org.assertj.core.groups.Tuple.tuple("GET", "/api/predictions/p1"),
                        org.assertj.core.groups.Tuple.tuple("GET", "/api/predictions/p1"));
    }

    @Test
    void theKeyFollowsNoStrangeId() {
        provider.says("{\"id\":\"../../evil\",\"status\":\"starting\"}");
        assertThat(((Reply.Failed) chat(HI.formatted(""))).fault())
                .isInstanceOf(Fault.Broken.class);
        assertThat(provider.asked).hasSize(1);
    }

    @Test
    void whatFailedSaysWhy() {
        provider.says("{\"id\":\"p1\",\"status\":\"failed\",\"error\":\"CUDA out of memory\"}");
        assertThat(((Reply.Failed) chat(HI.formatted(""))).fault())
                .isEqualTo(
                        new Fault.Unsuccessful(
                                "the prediction ended as 'failed': CUDA out of memory"));
    }

    @Test
    void picturesAreAddresses() {
        provider.says(
                "{\"id\":\"p1\",\"status\":\"succeeded\",\"output\":[\"https://r.example/1.webp\",\"https://r.example/2.webp\"]}");
        Media media = Media.pictures(2, 1_920, 1_080, 4);
        Calls calls = provider.calls("replicate", "o/n");
        provider.call(
                calls.pictures(media, "{\"prompt\":\"a cat\",\"n\":2,\"size\":\"1920x1080\"}"),
                recorder);
        assertThat(recorder.whole().at("/data/1/url").asText())
                .isEqualTo("https://r.example/2.webp");
        assertThat(provider.asked.getFirst().body().toString())
                .isEqualTo(
                        "{\"input\":{\"prompt\":\"a"
                                + " cat\",\"num_outputs\":2,\"aspect_ratio\":\"16:9\"}}");
        Reply base64 =
                provider.call(
                        calls.pictures(
                                media, "{\"prompt\":\"a\",\"response_format\":\"b64_json\"}"),
                        new Recorder());
        assertThat(((Reply.Failed) base64).fault()).isInstanceOf(Fault.Unfit.class);
    }
}
