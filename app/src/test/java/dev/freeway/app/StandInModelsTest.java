package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Provider;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog and the stand-ins, which know nothing of each other, offer the same models. */
class StandInModelsTest {
    private static final Catalog CATALOG = Catalog.load();

    /**
     * What the stand-ins have and the catalog leaves out: what costs money, and of what is free a
     * model that judges, one that hears, one that is another each time, and one that becomes free
     * only in 2027.
     */
    private static final Map<String, Set<String>> LEFT_OUT =
            Map.of(
                    "cloudflare",
                    Set.of(
                            "@cf/meta/llama-guard-3-8b",
                            "@cf/deepseek-ai/deepseek-v4-flash-0731",
                            "@cf/deepseek-ai/deepseek-v4-pro-0813",
                            "@cf/moonshotai/kimi-k2.7-code",
                            "@cf/zai-org/glm-5.2",
                            "@cf/zai-org/glm-5.3",
                            "@cf/zai-org/glm-5.3-flash"),
                    "gemini",
                    Set.of("gemini-2.5-pro"),
                    "openai",
                    Set.of("text-embedding-3-large"),
                    "openrouter",
                    Set.of("openrouter/free", "openai/gpt-oss-20b"),
                    "replicate",
                    Set.of("meta/meta-llama-3-70b-instruct", "stability-ai/sdxl"),
                    "together",
                    Set.of("meta-llama/Llama-3.3-70B-Instruct-Turbo"),
                    "vercel",
                    Set.of("anthropic/claude-haiku-4.5", "moonshotai/kimi-k3"));

    @TempDir Path directory;

    private record Wanted(String id, Set<Model.Ability> can) {
        static Wanted of(Provider provider, Model model) {
            return new Wanted(provider.id() + "/" + model.id(), model.abilities());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-15", "2026-06-20", "2026-11-20"})
    void whatTheCatalogOffersIsServedForNothingAndWhatItLeavesOutIsNamed(String day)
            throws Exception {
        TurnedClock clock = new TurnedClock(Instant.parse(day + "T12:00:00Z"));
        Demo.Wishes wishes =
                new Demo.Wishes(0, 1_000, directory, clock, Duration.ofSeconds(20), Set.of());
        try (Demo demo = new Demo(wishes);
                Browser browser = new Browser(demo);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(leftOut(browser.judge().path("providers"))).isEqualTo(LEFT_OUT);
            List<Wanted> offered = offered(browser);
            assertThat(offered).hasSizeGreaterThan(90);
            List<String> wrong = new ArrayList<>();
            for (Wanted wanted : offered) {
                // Those that listen are asked in RecordingsTest.
                if (wanted.can().contains(Model.Ability.TRANSCRIPTION)) {
                    continue;
                }
                Future<HttpResponse<String>> answer = threads.submit(() -> ask(browser, wanted));
                letTimeGoBy(clock, answer);
                if (answer.get().statusCode() != 200) {
                    wrong.add(wanted.id() + ": " + answer.get().body());
                }
                Browser.eventually(() -> browser.held() == 0);
                clock.turn(Duration.ofMinutes(2));
            }
            assertThat(wrong).isEmpty();
            for (JsonNode judged : browser.judge().path("providers")) {
                assertThat(judged.path("refused_other").asInt()).isZero();
                assertThat(judged.path("billed_micro_dollars").asLong()).isZero();
            }
        }
    }

    private static Map<String, Set<String>> leftOut(JsonNode judged) {
        Map<String, Set<String>> left = new TreeMap<>();
        for (Provider provider : CATALOG.providers()) {
            Set<String> models = new TreeSet<>();
            judged.path(provider.id()).path("models").forEach(model -> models.add(model.asText()));
            provider.models().forEach(model -> models.remove(model.id()));
            if (!models.isEmpty()) {
                left.put(provider.id(), models);
            }
        }
        return left;
    }

    private static HttpResponse<String> ask(Browser browser, Wanted wanted) throws Exception {
        Set<Model.Ability> can = wanted.can();
        ObjectNode body = Json.object().put("model", wanted.id());
        if (can.contains(Model.Ability.CHAT)) {
            body.put("max_tokens", 5)
                    .putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", "Hi [[pace=fast]]");
            return browser.post("/v1/chat/completions", body.toString());
        }
        return can.contains(Model.Ability.EMBEDDING)
                ? browser.post("/v1/embeddings", body.put("input", "Hi").toString())
                : browser.post("/v1/images/generations", body.put("prompt", "Hi").toString());
    }

    /** One of them works on an answer for a while. */
    private static void letTimeGoBy(TurnedClock clock, Future<?> until) {
        while (!until.isDone()) {
            clock.turn(Duration.ofMillis(100));
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** The catalog's models that the gateway lists on that day. */
    private static List<Wanted> offered(Browser browser) throws Exception {
        Set<String> listed = new TreeSet<>();
        JsonNode models = Browser.json(browser.get("/v1/models")).path("data");
        models.forEach(model -> listed.add(model.path("id").asText()));
        return CATALOG.providers().stream()
                .flatMap(provider ->
                        provider.models().stream().map(model -> Wanted.of(provider, model)))
                .filter(wanted -> listed.contains(wanted.id()))
                .toList();
    }
}
