package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.PredictionDesk.Events;
import dev.freeway.relay.PredictionDesk.Shown;
import dev.freeway.wire.EventLooped;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose prediction it is, and what is said where its provider says nothing. */
class PredictionDoorTest {
    private static final String ALL = "/v1/predictions";
    private static final String HERS = ALL + "/" + ScriptedPredictions.HERS;

    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return street.send(street.authorized(path).GET());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body()).orElseThrow();
    }

    @Test
    void aStrangersIsNotThere() throws Exception {
        street.predictions.all.add(ScriptedPredictions.of("bob", "his", street.clock.instant()));
        assertThat(get(ALL + "/his").statusCode()).isEqualTo(404);
        assertThat(get(ALL + "/his/stream").statusCode()).isEqualTo(404);
        assertThat(get(ALL + "/his").body().replace("his", "x")).isEqualTo(get(ALL + "/x").body());
        assertThat(json(get(ALL)).path("results").findValuesAsText("id"))
                .containsExactly(ScriptedPredictions.HERS);
    }

    @Test
    void itsAddressesLeadHereAsItsClientKnowsUs() throws Exception {
        street.predictions.shown =
                ScriptedPredictions.json(
                        "{\"id\":\"t1\",\"status\":\"processing\",\"urls\":{\"get\":\"https://r.example/1\",\"stream\":\"https://s.example/1\"}}");
        HttpResponse<String> answer =
                street.send(street.authorized(HERS).header("x-forwarded-proto", "https").GET());
        assertThat(json(answer).path("id").asText()).isEqualTo(ScriptedPredictions.HERS);
        assertThat(answer.body()).doesNotContain("example");
        assertThat(json(answer).at("/urls/stream").asText())
                .startsWith("https://127.0.0.1:")
                .endsWith(HERS + "/stream?key=" + ScriptedPredictions.KEY);
    }

    @Test
    void whatItsProviderHasForgottenIsSaidToBeRemoved() throws Exception {
        street.predictions.shown = new Shown.Gone();
        JsonNode page = json(get(HERS));
        assertThat(page.path("data_removed").asBoolean()).isTrue();
        assertThat(page.path("model").asText()).isEqualTo("o/n");
    }

    @Test
    void anHourAfterItsEndNobodyIsAsked() throws Exception {
        street.predictions.shown =
                ScriptedPredictions.json(
                        "{\"id\":\"t1\",\"status\":\"succeeded\",\"output\":\"x\"}");
        assertThat(json(get(HERS)).path("output").asText()).isEqualTo("x");
        street.clock.turn(Duration.ofMinutes(59));
        assertThat(json(get(HERS)).path("output").asText()).isEqualTo("x");
        street.clock.turn(Duration.ofHours(1));
        JsonNode removed = json(get(HERS));
        assertThat(removed.path("output").isNull()).isTrue();
        assertThat(removed.path("status").asText()).isEqualTo("succeeded");
        assertThat(get(HERS + "/stream").statusCode()).isEqualTo(404);
    }

    @Test
    void aProviderThatFailsIsSaidAndTheListGoesOn() throws Exception {
        street.predictions.shown = new Shown.Failed(new Fault.Unreachable("no route"));
        HttpResponse<String> one = get(HERS);
        assertThat(one.statusCode()).isEqualTo(502);
        assertThat(json(one).path("detail").asText()).contains("no route");
        JsonNode list = json(get(ALL));
        assertThat(list.at("/results/0/status").asText()).isEqualTo("starting");
        assertThat(list.at("/results/0/data_removed").asBoolean()).isFalse();
    }

    @Test
    void aStreamThatBreaksOffIsNotTakenForWhole() {
        street.predictions.events =
                events -> said(events, "event: output\ndata: a\n\n", new Fault.CutShort("gone"));
        CompletableFuture<HttpResponse<String>> answer =
                street.sendAsync(street.request(HERS + "/stream?key=" + ScriptedPredictions.KEY));
        assertThat(answer).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aStreamThatNeverBeganIsAProblem() throws Exception {
        street.predictions.events = _ -> Optional.of(new Fault.Unreachable("no route"));
        HttpResponse<String> answer = get(HERS + "/stream");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(json(answer).path("status").asInt()).isEqualTo(502);
    }

    private static Optional<Fault> said(Events events, String text, Fault then) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        ((EventLooped) events)
                .context()
                .runOnContext(_ -> {
                    events.begin();
                    events.write(text.getBytes(StandardCharsets.UTF_8));
                    written.complete(null);
                });
        written.join();
        return Optional.of(then);
    }
}
