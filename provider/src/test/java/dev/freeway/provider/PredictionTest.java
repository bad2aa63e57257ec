package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.PredictionDesk.Events;
import dev.freeway.relay.PredictionDesk.Shown;
import dev.freeway.relay.Predictions.Maker;
import dev.freeway.relay.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Predictions as their clients ask for them: passed on as they are, and looked after later. */
class PredictionTest {
    private static final String HI = "{\"model\":\"o/n\",\"input\":{\"prompt\":\"Hi\"}%s}";
    private static final String ONE = "{\"id\":\"p1\",\"status\":\"%s\",\"error\":null%s}";

    private static final byte[] SLOW = "{\"detail\":\"slow\"}".getBytes(StandardCharsets.UTF_8);

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

    private Calls calls() {
        return provider.calls("replicate", "o/n");
    }

    private Reply make(String more) {
        return provider.call(calls().prediction(HI.formatted(more)), recorder);
    }

    private Reply.Done made(String status, String more) {
        provider.says(ONE.formatted(status, more));
        return (Reply.Done) make("");
    }

    private Maker maker(String account) {
        return new Maker("p", account, "o/n", "", "p1");
    }

    @Test
    void itsWordsArePassedOnAndOursAreNot() {
        provider.says(ONE.formatted("starting", ""));
        make(",\"stream\":true,\"wait\":5,\"cancel_after\":\"1m\"");
        Scripted.Asked asked = provider.asked.getFirst();
        assertThat(asked.path()).isEqualTo("/api/runs/o/n");
        assertThat(asked.body().toString())
                .isEqualTo("{\"input\":{\"prompt\":\"Hi\"},\"stream\":true}");
        assertThat(recorder.whole().path("status").asText()).isEqualTo("starting");
    }

    @Test
    void aVersionGoesWhereVersionsRun() {
        provider.says(ONE.formatted("starting", ""));
        make(",\"version\":\"o/n:v\"");
        assertThat(provider.asked.getFirst().path()).isEqualTo("/api/predictions");
    }

    @Test
    void oneUnderWayIsChargedAsHeld() {
        Reply.Done done = made("processing", "");
        assertThat(done.usage()).isEqualTo(Usage.of(5, 10));
        assertThat(done.estimated()).isTrue();
        assertThat(done.ran()).isTrue();
        assertThat(done.answerId()).isEqualTo("p1");
    }

    @Test
    void oneThatEndedIsChargedAsItsProviderCounted() {
        Reply.Done done =
                made(
                        "succeeded",
                        ",\"metrics\":{\"input_token_count\":3,\"output_token_count\":2}");
        assertThat(done.usage()).isEqualTo(Usage.of(3, 2).with(Media.NONE));
        assertThat(done.estimated()).isFalse();
    }

    @Test
    void oneThatFailedIsNoRun() {
        Reply.Done done = made("failed", ",\"logs\":\"CUDA\"");
        assertThat(done.ran()).isFalse();
        assertThat(done.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void noAnswerIsNoPrediction() {
        provider.says("{\"id\":\"../../evil\",\"status\":\"starting\"}");
        assertThat(((Reply.Failed) make("")).fault()).isInstanceOf(Fault.Broken.class);
    }

    @Test
    void itIsAskedForAtTheAccountThatMadeIt() {
        provider.says(ONE.formatted("succeeded", "")).says(404, "text/plain", new byte[0]);
        HttpPredictionDesk desk = provider.desk(calls());
        assertThat(desk.show(maker("a"))).isInstanceOf(Shown.Prediction.class);
        assertThat(desk.cancel(maker("a"))).isEqualTo(new Shown.Gone());
        assertThat(desk.show(maker("another"))).isEqualTo(new Shown.Gone());
        assertThat(provider.asked)
                .extracting(Scripted.Asked::method, Scripted.Asked::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("GET", "/api/predictions/p1"),
                        org.assertj.core.groups.Tuple.tuple("POST", "/api/predictions/p1/cancel"));
    }

    @Test
    void whatIsNoPredictionIsNotShown() {
        provider.says("[]").says(429, "application/json", SLOW);
        HttpPredictionDesk desk = provider.desk(calls());
        assertThat(((Shown.Failed) desk.show(maker("a"))).fault()).isInstanceOf(Fault.Broken.class);
        assertThat(((Shown.Failed) desk.show(maker("a"))).fault())
                .isInstanceOf(Fault.RateLimited.class);
    }

    @Test
    void itsEventsComeAsTheyAreAndWithoutOurKey() {
        String events = "event: output\ndata: a\n\nevent: done\ndata: {}\n\n";
        String stream = calls().baseUrl() + "/events/p1";
        provider.says(ONE.formatted("processing", ",\"urls\":{\"stream\":\"" + stream + "\"}"))
                .says(200, "text/event-stream", events.getBytes(StandardCharsets.UTF_8));
        Heard heard = new Heard();
        assertThat(provider.desk(calls()).stream(maker("a"), heard)).isEmpty();
        assertThat(heard.bytes.toString(StandardCharsets.UTF_8)).isEqualTo(events);
        assertThat(provider.asked.getLast().path()).isEqualTo("/api/events/p1");
        assertThat(provider.asked.getLast().key()).isNull();
    }

    @Test
    void noStreamIsLookedForInStrangePlaces() {
        for (String address : new String[] {"http://169.254.169.254/", "file:///etc/passwd", ":"}) {
            provider.says(
                    ONE.formatted("processing", ",\"urls\":{\"stream\":\"" + address + "\"}"));
            Optional<Fault> fault = provider.desk(calls()).stream(maker("a"), new Heard());
            assertThat(fault).as(address).get().isInstanceOf(Fault.Rejected.class);
        }
        assertThat(provider.asked).hasSize(3);
    }

    /** Takes everything at once. */
    private static final class Heard implements Events {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void begin() {}

        @Override
        public boolean write(byte[] more) {
            bytes.writeBytes(more);
            return true;
        }

        @Override
        public void onDrain(Runnable resume) {}

        @Override
        public void onHangUp(Runnable stop) {}
    }
}
