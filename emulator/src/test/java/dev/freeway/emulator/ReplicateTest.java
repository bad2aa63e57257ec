package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of Replicate's from their creation to their end, and what they cost. */
class ReplicateTest {
    private static final String API = "/replicate/v1";
    private static final String LLAMA = API + "/models/meta/meta-llama-3-8b-instruct/predictions";
    private static final String FLUX = API + "/models/black-forest-labs/flux-schnell/predictions";
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @SuppressWarnings("NullAway.Init")
    private Emulated emulated;

    @BeforeEach
    void start() throws Exception {
        emulated =
                Emulated.at(
                        "2026-11-20T12:00:00Z",
                        List.of(
                                new EmulatedAccount("replicate", "key", Map.of()),
                                new EmulatedAccount(
                                        "replicate", "prepaid", Map.of("credit_dollars", "1")),
                                new EmulatedAccount(
                                        "replicate",
                                        "rich",
                                        Map.of("payment_method", "yes", "credit_dollars", "10"))));
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    private HttpResponse<String> create(String key, String path, String text, String... headers)
            throws Exception {
        String body = "{\"input\":{\"prompt\":\"[[pace=fast]] %s\"}}".formatted(text);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(emulated.uri(path))
                        .header("authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return emulated.send(request);
    }

    private HttpResponse<String> follow(JsonNode run, String url) throws Exception {
        URI uri = URI.create(run.at("/urls/" + url).asText());
        return emulated.send(HttpRequest.newBuilder(uri).header("authorization", "Bearer rich"));
    }

    @Test
    void aRunStartsAndIsFetchedWhenItIsOver() throws Exception {
        HttpResponse<String> created = create("rich", LLAMA, "[[out=7]]");
        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode run = json(created);
        assertThat(run.path("status").asText()).isEqualTo("starting");
        assertThat(run.path("output").isNull()).isTrue();
        JsonNode over = json(follow(run, "get"));
        assertThat(over.path("status").asText()).isEqualTo("succeeded");
        assertThat(over.path("output")).hasSize(7);
        assertThat(over.at("/metrics/output_token_count").asInt()).isEqualTo(7);
        assertThat(json(emulated.send("GET", "rich", API + "/predictions", "")).path("results"))
                .hasSize(1);
        assertThat(emulated.get(API + "/predictions/" + run.path("id").asText()).statusCode())
                .as("a run of somebody else's")
                .isEqualTo(404);
    }

    @Test
    void whoPrefersToWaitIsAnsweredAtTheEnd() throws Exception {
        JsonNode run = json(create("rich", LLAMA, "[[out=7]]", "Prefer", "wait"));
        assertThat(run.path("status").asText()).isEqualTo("succeeded");
        assertThat(run.path("output")).hasSize(7);
    }

    @Test
    void aTextIsStreamedFromItsUrl() throws Exception {
        JsonNode run = json(create("rich", LLAMA, "[[out=4]]"));
        HttpResponse<String> stream = follow(run, "stream");
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(stream.body().split("event: output\n", -1)).hasSize(1 + 4);
        assertThat(stream.body()).contains("event: logs\n").endsWith("data: {}\n\n");
    }

    @Test
    void aPictureIsServedAtTheUrlOfTheOutputForAnHour() throws Exception {
        JsonNode run = json(create("rich", FLUX, "a road", "Prefer", "wait=5"));
        URI picture = URI.create(run.at("/output/0").asText());
        assertThat(picture.getPort()).isEqualTo(emulated.uri("/").getPort());
        HttpResponse<String> bytes = emulated.send(HttpRequest.newBuilder(picture));
        assertThat(bytes.headers().firstValue("content-type")).contains("image/png");
        emulated.clock.turn(Duration.ofHours(1).minusMillis(1));
        assertThat(emulated.send(HttpRequest.newBuilder(picture)).statusCode()).isEqualTo(200);
        emulated.clock.turn(Duration.ofMillis(1));
        assertThat(emulated.send(HttpRequest.newBuilder(picture)).statusCode()).isEqualTo(404);
        JsonNode later = json(follow(run, "get"));
        assertThat(later.path("data_removed").asBoolean()).isTrue();
        assertThat(later.path("output").isNull()).isTrue();
        assertThat(later.path("input")).isEmpty();
    }

    @Test
    void sixAMinuteOneAtATimeForThePoor() throws Exception {
        assertThat(create("key", LLAMA, "[[out=1]]").statusCode()).isEqualTo(201);
        HttpResponse<String> refused = create("key", LLAMA, "[[out=1]]");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("10");
        assertThat(json(refused).path("detail").asText())
                .contains("reduced to 6 requests per minute with a burst of 1", "resets in ~10s");
        assertThat(json(refused).path("retry_after").asInt()).isEqualTo(10);
        emulated.clock.turn(TEN_SECONDS.minusMillis(100));
        assertThat(create("key", LLAMA, "[[out=1]]").statusCode()).isEqualTo(429);
        emulated.clock.turn(Duration.ofMillis(100));
        assertThat(create("key", LLAMA, "[[out=1]]").statusCode()).isEqualTo(201);
    }

    @Test
    void sixHundredForWhoHasBillingAndCredit() throws Exception {
        for (int i = 0; i < 600; i++) {
            assertThat(create("rich", LLAMA, "[[out=1]]").statusCode()).isEqualTo(201);
        }
        HttpResponse<String> refused = create("rich", LLAMA, "[[out=1]]");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).doesNotContain("reduced");
        emulated.clock.turn(Duration.ofMillis(100));
        assertThat(create("rich", LLAMA, "[[out=1]]").statusCode()).isEqualTo(201);
    }

    @Test
    void fiftyRunsAreFreeOnceAndOnlyOfTheCollection() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(create("key", LLAMA, "[[out=1]]").statusCode()).isEqualTo(201);
            emulated.clock.turn(TEN_SECONDS);
        }
        HttpResponse<String> refused = create("key", FLUX, "a road");
        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(json(refused).path("title").asText()).isEqualTo("Free time limit reached");
        emulated.clock.turn(Duration.ofDays(400));
        assertThat(create("key", FLUX, "a road").statusCode()).isEqualTo(402);
        String other = API + "/models/stability-ai/sdxl/predictions";
        assertThat(create("key", other, "a road").statusCode()).isEqualTo(402);
        JsonNode judge = emulated.judge("replicate");
        assertThat(judge.path("refused_by_quota").asInt()).isEqualTo(2);
        assertThat(judge.path("refused_other").asInt()).isOne();
        assertThat(judge.path("billed_micro_dollars").asInt()).isZero();
    }

    @Test
    void theCollectionRotates() throws Exception {
        String later = LLAMA.replace("8b", "70b");
        String collection = API + "/collections/try-for-free";
        assertThat(emulated.get(collection).body()).contains("3-8b").doesNotContain("3-70b");
        assertThat(create("key", later, "[[out=1]]").statusCode()).isEqualTo(402);
        emulated.clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(emulated.get(collection).body()).contains("3-70b").doesNotContain("3-8b");
        assertThat(create("key", LLAMA, "[[out=1]]").statusCode()).isEqualTo(402);
        assertThat(create("key", later, "[[out=1]]").statusCode()).isEqualTo(201);
        assertThat(emulated.judge("replicate").path("refused_other").asInt()).isEqualTo(2);
    }

    @Test
    void prepaidCreditIsSpentAndThenRefused() throws Exception {
        String other = API + "/models/stability-ai/sdxl/predictions";
        for (int i = 0; i < 200; i++) {
            assertThat(create("prepaid", other, "a road").statusCode()).isEqualTo(201);
            emulated.clock.turn(TEN_SECONDS);
        }
        HttpResponse<String> refused = create("prepaid", other, "a road");
        assertThat(json(refused).path("title").asText()).isEqualTo("Insufficient credit");
        assertThat(emulated.judge("replicate").path("billed_micro_dollars").asInt())
                .isEqualTo(1_000_000);
    }

    @Test
    void aCancelledRunIsChargedForWhatItDid() throws Exception {
        wish("hang_in_stream");
        JsonNode run = json(create("rich", LLAMA, "[[out=9]]"));
        String cancel = API + "/predictions/" + run.path("id").asText() + "/cancel";
        JsonNode cancelled = json(emulated.send("POST", "rich", cancel, ""));
        assertThat(cancelled.path("status").asText()).isEqualTo("canceled");
        assertThat(cancelled.path("output")).hasSize(3);
        JsonNode judge = emulated.judge("replicate");
        assertThat(judge.path("cancelled").asInt()).isOne();
        assertThat(judge.path("billed_micro_dollars").asInt()).isPositive();
    }

    @Test
    void aDeadlineCancelsWhatHasBegun() throws Exception {
        wish("hang_in_stream");
        JsonNode run = json(create("rich", LLAMA, "[[out=9]]", "Cancel-After", "1m30s"));
        emulated.clock.turn(Duration.ofSeconds(89));
        assertThat(json(follow(run, "get")).path("status").asText()).isEqualTo("processing");
        emulated.clock.turn(Duration.ofSeconds(1));
        assertThat(json(follow(run, "get")).path("status").asText()).isEqualTo("canceled");
    }

    private void wish(String fault) throws Exception {
        emulated.send(
                "PUT",
                "",
                "/_emulator/faults",
                "{\"fault\":\"%s\",\"provider\":\"replicate\",\"times\":1}".formatted(fault));
    }

    @Test
    void aFailedRunCostsNothing() throws Exception {
        wish("error_in_200");
        JsonNode run = json(create("key", LLAMA, "[[out=9]]", "Prefer", "wait"));
        assertThat(run.path("status").asText()).isEqualTo("failed");
        assertThat(run.path("error").asText()).isNotEmpty();
        assertThat(emulated.judge("replicate").toString())
                .contains("\"limit\":\"free_runs\",\"meter\":\"runs\",\"amount\":50,\"count\":0");
        wish("hang_in_stream");
        JsonNode hung = json(create("rich", LLAMA, "[[out=9]]"));
        emulated.clock.turn(Duration.ofMinutes(30));
        assertThat(json(follow(hung, "get")).path("error").asText()).contains("timed out");
        assertThat(emulated.judge("replicate").path("billed_micro_dollars").asInt()).isZero();
    }

    @Test
    void whatIsMissingOrUnknownIsSaid() throws Exception {
        HttpResponse<String> missing = emulated.send("POST", "key", LLAMA, "{}");
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(json(missing).at("/invalid_fields/0/field").asText()).isEqualTo("input");
        assertThat(create("key", API + "/models/no/body/predictions", "Hi").statusCode())
                .isEqualTo(404);
        assertThat(create("wrong", LLAMA, "Hi").body()).contains("Unauthenticated");
        wish("rate_limit_storm");
        assertThat(create("key", LLAMA, "Hi").statusCode()).isEqualTo(429);
        assertThat(emulated.judge("replicate").path("refused_by_fault").asInt()).isOne();
    }
}
