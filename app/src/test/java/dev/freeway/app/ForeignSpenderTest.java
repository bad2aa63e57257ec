package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else spends the same account, beside the gateway. */
class ForeignSpenderTest extends DemoTest {
    private static final String CEREBRAS = "cerebras/gpt-oss-120b";
    private static final String HYPERBOLIC = "hyperbolic/deepseek-ai/DeepSeek-R1-0528";

    @Override
    Set<String> providers() {
        return Set.of("cerebras", "hyperbolic", "github-models", "openrouter", "vercel", "gemini");
    }

    @Test
    void whatHeadersTellIsCountedBeforeTheProviderRefuses() throws Exception {
        for (int i = 0; i < 3; i++) {
            direct("/cerebras/v1/chat/completions", "csk-emulated", "gpt-oss-120b", 5);
        }
        assertThat(chat(CEREBRAS)).isEqualTo(200);
        assertThat(chat(CEREBRAS)).isEqualTo(200);
        assertThat(chat(CEREBRAS)).isEqualTo(429);
        assertThat(browser.judge().at("/providers/cerebras/refused_by_quota").asInt()).isZero();
    }

    @Test
    void aBalanceReadBackIsBelieved() throws Exception {
        for (int i = 0; i < 37; i++) {
            direct(
                    "/hyperbolic/v1/chat/completions",
                    "sk_live_emulated",
                    "deepseek-ai/DeepSeek-R1-0528",
                    8_000);
            clock.turn(Duration.ofSeconds(5));
        }
        demo.reconcile();
        Browser.eventually(() -> left("hyperbolic", "promo") < 120_000);
        while (chat(HYPERBOLIC) == 200) {
            clock.turn(Duration.ofSeconds(5));
        }
        JsonNode judged = browser.judge().at("/providers/hyperbolic");
        assertThat(judged.path("refused_by_quota").asInt()).isZero();
        assertThat(judged.path("billed_micro_dollars").asInt()).isZero();
    }

    /**
     * A page that tells of a limit after five requests past the gateway.
     *
     * @param theirs what is left by it
     * @param ours what was thought to be
     */
    record Page(
            String chat,
            String key,
            String model,
            String limit,
            long theirs,
            long ours,
            String at) {
        String provider() {
            return chat.split("/", -1)[1];
        }
    }

    static List<Page> pages() {
        String free = "openai/gpt-oss-20b:free";
        String flash = "google/gemini-2.5-flash";
        return List.of(
                new Page(
                        "/openrouter/api/v1", "sk-or-v1-emulated", free, "rpd", 995, 1_000, "/key"),
                new Page(
                        "/vercel/v1",
                        "vck_emulated",
                        flash,
                        "credit",
                        4_900_000,
                        5_000_000,
                        "/credits"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatAPageTellsIsShownBesideWhatWasThought(Page page) throws Exception {
        for (int i = 0; i < 5; i++) {
            direct(page.chat() + "/chat/completions", page.key(), page.model(), 8_000);
        }
        clock.turn(Duration.ofMinutes(2));
        demo.reconcile();
        Browser.eventually(() -> row(page.provider(), page.limit()).has("told"));
        JsonNode row = row(page.provider(), page.limit());
        assertThat(row.path("left").asLong()).isCloseTo(page.theirs(), within(500L));
        assertThat(row.at("/told/left").asLong()).isEqualTo(row.path("left").asLong());
        // It is read back on its own too, so what was thought may have come nearer already.
        assertThat(row.at("/told/ours").asLong()).isBetween(page.theirs() - 500, page.ours());
        assertThat(row.at("/told/evidence").asText()).isEqualTo("read back from " + page.at());
    }

    /** The day is spent by others: the refusal says so by a name, and nobody asks again. */
    @Test
    void aRefusalThatNamesItsLimitIsHeededAndShown() throws Exception {
        String model = "gemini-2.5-flash";
        for (int i = 0; i < 20; i++) {
            direct("/gemini/v1beta/openai/chat/completions", "AIzaemulated", model, 1);
            clock.turn(Duration.ofSeconds(15));
        }
        clock.turn(Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            assertThat(chat("gemini/" + model)).isEqualTo(429);
            clock.turn(Duration.ofMinutes(10));
        }
        assertThat(browser.judge().at("/providers/gemini/refused_by_quota").asInt()).isOne();
        JsonNode told = row("gemini", "rpd").path("told");
        assertThat(told.path("left").asLong(-1)).isZero();
        assertThat(told.path("evidence").asText()).contains("GenerateRequestsPerDay");
    }

    private JsonNode row(String provider, String limit) throws Exception {
        for (JsonNode row : browser.quota()) {
            if (row.path("provider").asText().equals(provider)
                    && row.path("limit").asText().equals(limit)
                    && (row.has("told") || row.path("used").asLong() > 0)) {
                return row;
            }
        }
        throw new AssertionError("no limit " + limit + " of " + provider);
    }

    /** Its 200s tell of twenty thousand a minute: the back end's ceiling. */
    @Test
    void headersThatMeanSomethingElseAreNotBelieved() throws Exception {
        assertThat(chat("github-models/openai/gpt-4o")).isEqualTo(200);
        for (JsonNode limit : browser.quota()) {
            if (limit.path("provider").asText().equals("github-models")) {
                assertThat(limit.path("amount").asLong()).isLessThan(20_000);
            }
        }
        assertThat(left("github-models", "rpd")).isEqualTo(49);
    }

    private int chat(String model) throws Exception {
        return browser.chat(model, "Hi [[pace=fast]] [[out=500]]", false).statusCode();
    }

    private long left(String provider, String limit) throws Exception {
        for (JsonNode row : browser.quota()) {
            boolean its =
                    row.path("provider").asText().equals(provider)
                            && row.path("limit").asText().equals(limit)
                            && row.path("used").asLong() > 0;
            if (its) {
                return row.path("left").asLong();
            }
        }
        return row(provider, limit).path("left").asLong();
    }

    private void direct(String path, String key, String model, int output) throws Exception {
        String body =
                Browser.chatBody(model, "Hi [[pace=fast]] [[out=" + output + "]]", false)
                        .replace("{\"model\"", "{\"max_tokens\":" + output + ",\"model\"");
        HttpRequest post =
                HttpRequest.newBuilder(URI.create(demo.emulatorUrl() + path))
                        .header("authorization", "Bearer " + key)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
