package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * More demand than a provider gives, over three of its longest windows and at least a thousand
 * requests: it refuses none, bills nothing, and keeps nothing back that could have been had.
 */
class ProviderTraceTest {
    private static final int ARRIVALS_MIN = 1_000;
    private static final int ARRIVALS_MAX = 20_000;
    private static final Duration LONG = Duration.ofHours(6);
    private static final int ASKED_AGAIN = 40;

    @TempDir Path directory;

    /**
     * One provider's demand.
     *
     * @param since when it begins
     * @param windows three of its longest windows
     * @param output tokens of every answer
     * @param limit the stand-in's name of what runs out
     * @param spare units of it that may be left, less than a request takes
     */
    record Demand(
            String provider,
            String since,
            Duration windows,
            List<String> models,
            int output,
            String limit,
            long spare) {
        @Override
        public String toString() {
            return provider + " since " + since;
        }
    }

    static List<Demand> demands() {
        Duration days = Duration.ofDays(3);
        Duration months = Duration.ofDays(92);
        String today = "2026-11-20";
        String seed = "2026-02-15";
        return List.of(
                new Demand(
                        "github-models",
                        seed,
                        days,
                        List.of("openai/gpt-4o"),
                        50,
                        "UserByModelByDay",
                        0),
                new Demand(
                        "openrouter",
                        today,
                        days,
                        List.of("openai/gpt-oss-20b:free", "qwen/qwen3.8-27b:free"),
                        5,
                        "rpd",
                        0),
                new Demand(
                        "cerebras",
                        seed,
                        days,
                        List.of("gpt-oss-120b"),
                        6_000,
                        "tokens-day",
                        6_200),
                new Demand(
                        "cerebras",
                        today,
                        days,
                        List.of("gpt-oss-120b"),
                        6_000,
                        "tokens-day",
                        6_200),
                new Demand(
                        "cloudflare",
                        today,
                        days,
                        List.of(
                                "@cf/meta/llama-3.3-70b-instruct-fp8-fast",
                                "@cf/openai/gpt-oss-20b"),
                        1_000,
                        "neurons",
                        0),
                new Demand(
                        "huggingface",
                        today,
                        months,
                        List.of("openai/gpt-oss-120b:cheapest"),
                        2_000,
                        "credit",
                        0),
                new Demand(
                        "vercel",
                        today,
                        Duration.ofDays(90),
                        List.of("google/gemini-2.5-flash"),
                        8_000,
                        "credit",
                        0),
                new Demand(
                        "gemini",
                        today,
                        days,
                        List.of("gemini-2.5-flash", "gemini-3.5-flash"),
                        20,
                        "rpd",
                        0),
                new Demand(
                        "nvidia",
                        seed,
                        days,
                        List.of("meta/llama-3.1-8b-instruct"),
                        5,
                        "credits",
                        0),
                new Demand(
                        "nvidia",
                        today,
                        Duration.ofMinutes(3),
                        List.of("meta/llama-3.1-8b-instruct"),
                        5,
                        "rpm",
                        0),
                new Demand(
                        "hyperbolic",
                        today,
                        days,
                        List.of("deepseek-ai/DeepSeek-R1-0528"),
                        2_000,
                        "promo",
                        0),
                new Demand(
                        "fireworks",
                        today,
                        days,
                        List.of("accounts/fireworks/models/kimi-k2p5"),
                        2_000,
                        "promo",
                        0),
                new Demand(
                        "openai", today, days, List.of("gpt-4.1-2025-04-14"), 4_000, "pool", 4_100),
                new Demand(
                        "replicate",
                        today,
                        days,
                        List.of("meta/meta-llama-3-8b-instruct"),
                        20,
                        "free_runs",
                        0),
                new Demand("groq", today, days, List.of("openai/gpt-oss-20b"), 2_000, "TPD", 2_100),
                new Demand("sambanova", today, days, List.of("gpt-oss-120b"), 500, "rpd", 0));
    }

    @ParameterizedTest
    @MethodSource("demands")
    void itIsSpentToTheLastAndNotBeyond(Demand demand) throws Exception {
        Instant start = Instant.parse(demand.since() + "T12:00:00Z");
        TurnedClock clock = new TurnedClock(start);
        Demo.Wishes wishes =
                new Demo.Wishes(
                        0,
                        1_000,
                        directory,
                        clock,
                        Duration.ofSeconds(20),
                        Set.of(demand.provider()));
        try (Demo demo = new Demo(wishes);
                Browser browser = new Browser(demo)) {
            int arrivals = 0;
            int served = 0;
            int exhausted = 0;
            Instant until = start.plus(demand.windows());
            while (arrivals < ARRIVALS_MIN || clock.instant().isBefore(until)) {
                HttpResponse<String> answer = ask(browser, demand, arrivals++);
                assertThat(arrivals).isLessThan(ARRIVALS_MAX);
                if (answer.statusCode() == 200) {
                    served++;
                    continue;
                }
                assertThat(answer.statusCode()).as(answer.body()).isIn(402, 429);
                Duration wait = waitOf(answer, clock.instant());
                if (wait.compareTo(LONG) >= 0) {
                    nothingIsLeft(browser, demand);
                    exhausted++;
                }
                clock.turn(wait.compareTo(LONG) >= 0 ? wait.dividedBy(ASKED_AGAIN) : wait);
                demo.refresh();
            }
            JsonNode judged = browser.judge().path("providers").path(demand.provider());
            System.out.printf(
                    "%s: %d asked, %d served, %d times at the end of it%n",
                    demand, arrivals, served, exhausted);
            assertThat(judged.path("accepted").asInt()).isEqualTo(served);
            assertThat(judged.path("refused_by_quota").asInt()).isZero();
            assertThat(judged.path("refused_other").asInt()).isZero();
            assertThat(judged.path("billed_micro_dollars").asLong()).isZero();
            assertThat(served).isGreaterThan(20);
        }
    }

    private static HttpResponse<String> ask(Browser browser, Demand demand, int turn)
            throws Exception {
        String model = demand.models().get(turn % demand.models().size());
        String content = "Hi [[pace=fast]] [[out=" + demand.output() + "]]";
        return browser.post(
                "/v1/chat/completions",
                Json.object()
                        .put("model", demand.provider() + "/" + model)
                        .put("max_tokens", demand.output())
                        .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                                "messages",
                                Json.array()
                                        .add(
                                                Json.object()
                                                        .put("role", "user")
                                                        .put("content", content)))
                        .toString());
    }

    /** How long it says to wait; of what never comes back, a day is waited. */
    private static Duration waitOf(HttpResponse<String> refusal, Instant now) {
        return refusal.headers()
                .firstValue("x-freeway-resets-at")
                .map(at -> Duration.between(now, Instant.parse(at)).plusMillis(1))
                .orElse(Duration.ofDays(1));
    }

    private static void nothingIsLeft(Browser browser, Demand demand) throws Exception {
        for (JsonNode limit :
                browser.judge().path("providers").path(demand.provider()).path("limits")) {
            boolean its =
                    limit.path("limit").asText().equals(demand.limit())
                            && limit.path("peak").asLong() > 0;
            if (its) {
                assertThat(limit.path("amount").asLong() - limit.path("count").asLong())
                        .as("left of " + limit)
                        .isLessThanOrEqualTo(demand.spare());
            }
        }
    }
}
