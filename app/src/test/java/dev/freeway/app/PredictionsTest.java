package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Replicate's predictions through the gateway, in Replicate's own wire. */
class PredictionsTest extends DemoTest {
    private static final String ALL = "/v1/predictions";
    private static final String LLAMA = "/v1/models/meta/meta-llama-3-8b-instruct/predictions";
    private static final String FLUX = "/v1/models/black-forest-labs/flux-schnell/predictions";
    private static final String INPUT = "{\"input\":{\"prompt\":\"Say hello\"}%s}";

    @Override
    Set<String> providers() {
        return Set.of("replicate");
    }

    /** The stand-in makes one at a time, six a minute. */
    private HttpResponse<String> create(String path, String body, String... headers)
            throws Exception {
        Browser.eventually(() -> browser.held() == 0);
        clock.turn(Duration.ofSeconds(11));
        HttpRequest.Builder request =
                browser.authorized(path)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return browser.send(headers.length == 0 ? request : request.headers(headers));
    }

    private JsonNode made(String... headers) throws Exception {
        HttpResponse<String> response = create(LLAMA, INPUT.formatted(""), headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return Browser.json(response);
    }

    private JsonNode get(JsonNode prediction) throws Exception {
        return Browser.json(browser.get(ALL + "/" + prediction.path("id").asText()));
    }

    private JsonNode ended(JsonNode prediction) throws Exception {
        Browser.eventually(() -> !get(prediction).path("completed_at").isNull());
        return get(prediction);
    }

    private long used(String limit) throws Exception {
        for (JsonNode one : browser.quota()) {
            if (one.path("limit").asText().equals(limit)) {
                return one.path("used").asLong();
            }
        }
        throw new AssertionError("no limit " + limit);
    }

    @Test
    void oneIsMadeAtOnceAndCanBeAskedForUntilItEnds() throws Exception {
        JsonNode begun = made();
        assertThat(begun.path("status").asText()).isEqualTo("starting");
        String page = demo.url() + ALL + "/" + begun.path("id").asText();
        assertThat(begun.at("/urls/get").asText()).isEqualTo(page);
        assertThat(begun.at("/urls/cancel").asText()).isEqualTo(page + "/cancel");
        assertThat(begun.toString()).doesNotContain(demo.emulatorUrl().toString());
        JsonNode ended = ended(begun);
        assertThat(ended.path("status").asText()).isEqualTo("succeeded");
        assertThat(ended.path("output").size()).isPositive();
        assertThat(ended.path("id")).isEqualTo(begun.path("id"));
        Browser.eventually(() -> browser.held() == 0);
        assertThat(used("free_runs")).isEqualTo(1);
    }

    @Test
    void whoPrefersToWaitGetsTheOutput() throws Exception {
        JsonNode done = made("prefer", "wait");
        assertThat(done.path("status").asText()).isEqualTo("succeeded");
        Browser.eventually(() -> browser.logs().at("/0/provider").asText().equals("replicate"));
        assertThat(browser.logs().at("/0/outcome").asText()).isEqualTo("served");
    }

    @Test
    void picturesAreMadeByVersionToo() throws Exception {
        String body =
                "{\"version\":\"black-forest-labs/flux-schnell\",\"input\":{\"prompt\":\"a"
                        + " road\",\"num_outputs\":2}}";
        HttpResponse<String> response = create(ALL, body, "prefer", "wait=30");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(Browser.json(response).path("output")).hasSize(2);
    }

    @Test
    void aVersionOfAModelIsTheOneThatRuns() throws Exception {
        String version = made("prefer", "wait").path("version").asText();
        String body =
                "{\"version\":\"meta/meta-llama-3-8b-instruct:%s\",\"input\":{\"prompt\":\"Hi\"}}";
        assertThat(create(ALL, body.formatted(version)).statusCode()).isEqualTo(201);
        HttpResponse<String> other = create(ALL, body.formatted("0".repeat(64)));
        assertThat(other.statusCode()).isNotEqualTo(201);
    }

    @Test
    void aStreamNeedsNoTokenButItsKey() throws Exception {
        JsonNode begun = made();
        String address = begun.at("/urls/stream").asText();
        assertThat(address).startsWith(demo.url() + ALL);
        HttpResponse<String> events = open(address);
        assertThat(events.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(events.body())
                .contains("event: output\n")
                .endsWith("event: done\n" + lastOf(events));
        assertThat(open(address.replaceAll("key=.*", "key=0")).statusCode()).isEqualTo(404);
        assertThat(open(address.replaceAll("\\?.*", "")).statusCode()).isEqualTo(401);
    }

    private static String lastOf(HttpResponse<String> events) {
        String mark = "event: done\n";
        return events.body().substring(events.body().lastIndexOf(mark) + mark.length());
    }

    private HttpResponse<String> open(String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).timeout(Browser.PATIENCE));
    }

    @Test
    void aCancelledOneStopsAtItsProvider() throws Exception {
        browser.fault("replicate", "hang_in_stream", 1);
        JsonNode begun = made();
        String cancel = ALL + "/" + begun.path("id").asText() + "/cancel";
        JsonNode cancelled = Browser.json(browser.post(cancel, ""));
        assertThat(cancelled.path("status").asText()).isEqualTo("canceled");
        assertThat(get(begun).path("status").asText()).isEqualTo("canceled");
    }

    @Test
    void whatFailsIsShownAndNotCharged() throws Exception {
        browser.fault("replicate", "error_in_stream", 1);
        JsonNode failed = made("prefer", "wait");
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("error").asText()).isNotEmpty();
        Browser.eventually(() -> browser.held() == 0);
        assertThat(used("free_runs")).isZero();
    }

    @Test
    void cancelAfterIsHeeded() throws Exception {
        JsonNode begun = made("cancel-after", "5m");
        assertThat(begun.path("deadline").asText()).isNotEmpty();
        HttpResponse<String> refused = create(LLAMA, INPUT.formatted(""), "cancel-after", "soon");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("'soon'").contains("1h30m");
    }

    @Test
    void anHourAfterItsEndOnlyThatItWasIsKnown() throws Exception {
        JsonNode ended = ended(made());
        clock.turn(Duration.ofHours(1));
        JsonNode removed = get(ended);
        assertThat(removed.path("data_removed").asBoolean()).isTrue();
        assertThat(removed.path("output").isNull()).isTrue();
        assertThat(removed.path("status").asText()).isEqualTo("succeeded");
        assertThat(removed.path("completed_at")).isEqualTo(ended.path("completed_at"));
    }

    @Test
    void oneSurvivesARestartOfItsGateway() throws Exception {
        JsonNode ended = ended(made());
        stopDemo();
        clock.turn(Duration.ofHours(2));
        startDemo();
        assertThat(get(ended).path("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void theListIsNewestFirstAndPaged() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            ids.addFirst(made().path("id").asText());
        }
        JsonNode first = Browser.json(browser.get(ALL));
        assertThat(idsOf(first)).isEqualTo(ids.subList(0, 25));
        assertThat(first.path("previous").isNull()).isTrue();
        JsonNode second = Browser.json(browser.get(path(first, "next")));
        assertThat(idsOf(second)).isEqualTo(ids.subList(25, 27));
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(idsOf(Browser.json(browser.get(path(second, "previous")))))
                .isEqualTo(idsOf(first));
        assertThat(browser.get(ALL + "?cursor=5").statusCode()).isEqualTo(400);
    }

    private String path(JsonNode page, String which) {
        return page.path(which).asText().substring(demo.url().toString().length());
    }

    private static List<String> idsOf(JsonNode page) {
        return page.path("results").findValuesAsText("id");
    }

    @Test
    void whatIsWrongIsSaidInReplicatesWords() throws Exception {
        for (String wrong :
                List.of(
                        "{}",
                        "{\"input\":\"x\"}",
                        INPUT.formatted(",\"webhook\":\"https://example.com\""),
                        INPUT.formatted(",\"stream\":1"))) {
            HttpResponse<String> refused = browser.post(FLUX, wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(Browser.json(refused).path("detail").asText()).contains("expected: ");
        }
        assertThat(browser.post(ALL, INPUT.formatted("")).statusCode()).isEqualTo(422);
        assertThat(browser.post(ALL, "{").statusCode()).isEqualTo(400);
        assertThat(browser.post("/v1/models/a/b/predictions", INPUT.formatted("")).statusCode())
                .isEqualTo(404);
        JsonNode unknown = Browser.json(browser.get(ALL + "/nobody"));
        assertThat(unknown.path("status").asInt()).isEqualTo(404);
        HttpResponse<String> stranger = browser.send(browser.request(ALL).GET());
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(Browser.json(stranger).path("title").asText()).isEqualTo("Unauthenticated");
    }
}
