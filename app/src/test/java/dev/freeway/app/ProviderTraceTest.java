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
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

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
     * @param models that are asked in turn
     * @param output tokens of every answer; of a model that listens, seconds of every recording
     * @param ours the limit that runs out, as the catalog has it
     * @param theirs the same limit, as its stand-in has it
     * @param spare units of it that may be left: less than a request takes, or what a rolling day
     *     gives back in one of its cells
     */
    record Demand(
            String provider,
            String since,
            Duration windows,
            List<String> models,
            int output,
            String ours,
            String theirs,
            long spare) {
        boolean listens() {
            return models.getFirst().contains("whisper");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    github-models | 2026-02-15 | P3D  | openai/gpt-4o | 50 | rpd | UserByModelByDay | 10
                    openrouter    | 2026-11-20 | P3D  | openai/gpt-oss-20b:free qwen/qwen3.8-27b:free | 5 | rpd | rpd | 0
                    cerebras      | 2026-02-15 | P3D  | gpt-oss-120b | 6000 | tpd | tokens-day | 6200
                    cerebras      | 2026-11-20 | P3D  | gpt-oss-120b | 6000 | tpd | tokens-day | 6200
                    cloudflare    | 2026-11-20 | P3D  | @cf/meta/llama-3.3-70b-instruct-fp8-fast @cf/openai/gpt-oss-20b | 1000 | neurons | neurons | 0
                    cloudflare    | 2026-11-20 | P3D  | @cf/openai/whisper @cf/openai/whisper-large-v3-turbo | 400 | neurons | neurons | 0
                    huggingface   | 2026-11-20 | P92D | openai/gpt-oss-120b:cheapest | 2000 | credit | credit | 0
                    vercel        | 2026-11-20 | P90D | google/gemini-2.5-flash | 8000 | credit | credit | 0
                    gemini        | 2026-11-20 | P3D  | gemini-2.5-flash gemini-3.5-flash | 20 | rpd | rpd | 0
                    nvidia        | 2026-02-15 | P3D  | meta/llama-3.1-8b-instruct | 5 | credits | credits | 0
                    nvidia        | 2026-11-20 | PT3M | meta/llama-3.1-8b-instruct | 5 | rpm | rpm | 0
                    hyperbolic    | 2026-11-20 | P3D  | deepseek-ai/DeepSeek-R1-0528 | 2000 | promo | promo | 0
                    fireworks     | 2026-11-20 | P3D  | accounts/fireworks/models/kimi-k2p5 | 2000 | promo | promo | 0
                    openai        | 2026-11-20 | P3D  | gpt-4.1-2025-04-14 | 4000 | pool | complimentary | 4100
                    replicate     | 2026-11-20 | P3D  | meta/meta-llama-3-8b-instruct | 20 | free_runs | free_runs | 0
                    groq          | 2026-11-20 | P3D  | openai/gpt-oss-20b | 2000 | tpd | TPD | 2100
                    groq          | 2026-11-20 | P3D  | whisper-large-v3-turbo | 95 | asd | ASPD | 96
                    sambanova     | 2026-11-20 | P3D  | gpt-oss-120b | 500 | rpd | rpd | 0
                    """)
    void itIsSpentToTheLastAndNotBeyond(ArgumentsAccessor row) throws Exception {
        drive(
                new Demand(
                        row.getString(0),
                        row.getString(1),
                        Duration.parse(row.getString(2)),
                        List.of(row.getString(3).split(" ", -1)),
                        row.getInteger(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7)));
    }

    private void drive(Demand demand) throws Exception {
        Instant start = Instant.parse(demand.since() + "T12:00:00Z");
        TurnedClock clock = new TurnedClock(start);
        Set<String> alone = Set.of(demand.provider());
        Demo.Wishes wishes =
                new Demo.Wishes(0, 1_000, directory, clock, Duration.ofSeconds(20), alone);
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
                if (demand.ours().equals(Browser.json(answer).at("/error/limit").asText())) {
                    nothingIsLeft(browser, demand);
                    exhausted++;
                }
                Duration wait = waitOf(answer, clock.instant());
                clock.turn(wait.compareTo(LONG) >= 0 ? wait.dividedBy(ASKED_AGAIN) : wait);
                demo.refresh();
            }
            System.out.printf(
                    "%s since %s: %d asked, %d served, %d times at its end%n",
                    demand.provider(), demand.since(), arrivals, served, exhausted);
            JsonNode judged = browser.judge().path("providers").path(demand.provider());
            assertThat(judged.path("accepted").asInt()).isEqualTo(served);
            assertThat(judged.path("refused_by_quota").asInt()).isZero();
            assertThat(judged.path("refused_other").asInt()).isZero();
            assertThat(judged.path("billed_micro_dollars").asLong()).isZero();
            assertThat(served).isGreaterThan(20);
            assertThat(exhausted).isPositive();
        }
    }

    private static HttpResponse<String> ask(Browser browser, Demand demand, int turn)
            throws Exception {
        String model = demand.models().get(turn % demand.models().size());
        if (demand.listens()) {
            Form form = Form.of(demand.provider() + "/" + model).wav(demand.output());
            return browser.send(form.to(browser.authorized("/v1/audio/transcriptions")));
        }
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
                    limit.path("limit").asText().equals(demand.theirs())
                            && limit.path("peak").asLong() > 0;
            if (its) {
                assertThat(limit.path("amount").asLong() - limit.path("count").asLong())
                        .as("left of " + limit)
                        .isLessThanOrEqualTo(demand.spare());
            }
        }
    }
}
