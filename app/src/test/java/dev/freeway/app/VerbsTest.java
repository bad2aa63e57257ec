package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the verbs print, spoken to a real gateway. */
class VerbsTest extends DemoTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int freeway(String... args) {
        return freeway(
                Map.of(
                        "OPENAI_BASE_URL", demo.url() + "/v1",
                        "OPENAI_API_KEY", demo.token(),
                        "FREEWAY_HOME", directory.toString()),
                args);
    }

    private int freeway(Map<String, String> variables, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine freeway = Main.commandLine(new Environment(variables));
        freeway.setOut(new PrintWriter(out, true));
        freeway.setErr(new PrintWriter(err, true));
        return freeway.execute(args);
    }

    @Test
    void runStreamsAnAnswerAndSaysWhereItCameFrom() {
        assertThat(freeway("run", "cerebras/gpt-oss-120b", "Hi [[out=5]]")).isZero();
        assertThat(out.toString().strip().split(" ")).hasSize(5);
        assertThat(err.toString()).contains("cerebras/gpt-oss-120b", "5 out");
        assertThat(freeway("run", "--json", "auto", "Hi [[out=5]]")).isZero();
        JsonNode answer = Json.parse(out.toString()).orElseThrow();
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(answer.path("provider").asText()).isNotEmpty();
    }

    @Test
    void quotaShowsWhatIsLeft() {
        freeway("run", "cerebras/gpt-oss-120b", "Hi [[out=5]]");
        assertThat(freeway("quota")).isZero();
        assertThat(out.toString())
                .contains(
                        "freeway / demo",
                        "cerebras / emulated",
                        "4 left of 5",
                        "resets in 12 s",
                        "untouched");
        assertThat(freeway("quota", "--json")).isZero();
        JsonNode limits = Json.parse(out.toString()).orElseThrow();
        assertThat(limits.isArray()).isTrue();
        assertThat(limits.get(0).properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "provider",
                        "account",
                        "model",
                        "limit",
                        "meter",
                        "amount",
                        "used",
                        "held",
                        "left",
                        "resets_at");
    }

    @Test
    void modelsProvidersAndLogs() throws Exception {
        clock.set(Instant.parse("2026-11-20T12:00:00Z"));
        demo.refresh();
        assertThat(freeway("models", "gpt-oss")).isZero();
        assertThat(out.toString()).contains("cerebras/gpt-oss-120b").doesNotContain("gemma");
        clock.set(Instant.parse("2026-11-20T12:00:00Z"));
        assertThat(freeway("providers")).isZero();
        assertThat(out.toString())
                .contains("GitHub Models", "retired", "switched off on 2026-07-30");
        assertThat(freeway("providers", "cerebras")).isZero();
        assertThat(out.toString()).contains("rate-limits page", "read 2026-09-18");
        assertThat(freeway("providers", "nobody")).isOne();
        assertThat(freeway("run", "auto", "Hi [[out=5]]")).as(err.toString()).isZero();
        // The journal is written behind the answer.
        Browser.eventually(() -> freeway("logs") == 0 && out.toString().contains("served"));
        assertThat(out.toString()).contains("5 out");
        assertThat(freeway("usage", "--by", "provider")).isZero();
        assertThat(out.toString().lines().toList().getLast()).startsWith("total");
        assertThat(freeway("logs", "--json")).isZero();
        assertThat(Json.parse(out.toString().lines().findFirst().orElseThrow())).isPresent();
    }

    @Test
    void aProviderIsTriedWithTheLeastThatCanBeAsked() throws Exception {
        for (String provider : List.of("cerebras", "openrouter", "github-models")) {
            assertThat(freeway("providers", "test", provider)).as(err.toString()).isZero();
            assertThat(out.toString())
                    .contains(provider + "/", "account: emulated", " in, 1 out", "left: ");
        }
        assertThat(freeway("providers", "test", "cerebras", "--account", "emulated")).isZero();
        assertThat(out.toString()).contains("cerebras@emulated/");
        browser.fault("cerebras", "server_error", 9);
        assertThat(freeway("providers", "test", "cerebras")).isOne();
        assertThat(out.toString()).contains("was refused (", "why: ");
        assertThat(freeway("providers", "test", "groq")).isOne();
        assertThat(err.toString()).contains("no account at groq here (set GROQ_API_KEY");
    }

    @Test
    void failuresAreSaidInWordsAndByExitCode() {
        assertThat(freeway("run", "nothing", "Hi")).isOne();
        assertThat(err.toString())
                .contains("The model 'nothing' is not here")
                .doesNotContain("Exception");
        assertThat(freeway("quota", "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no gateway at http://127.0.0.1:1 (start one: ./freeway demo)");
        assertThat(freeway(Map.of("FREEWAY_HOME", directory.resolve("none").toString()), "quota"))
                .isEqualTo(2);
        assertThat(freeway("demo", "--doors", "olama")).isEqualTo(2);
        assertThat(err.toString()).contains("'olama' (expected: ollama)");
        assertThat(freeway("quoat")).isEqualTo(2);
        assertThat(err.toString()).contains("quota");
    }

    @Test
    void everyVerbExplainsItself() {
        for (String verb :
                List.of(
                        "serve",
                        "demo",
                        "doctor",
                        "quota",
                        "run",
                        "models",
                        "providers",
                        "explain",
                        "routing",
                        "logs",
                        "plan")) {
            assertThat(freeway(verb, "--help")).as(verb).isZero();
            assertThat(out.toString()).contains("Usage: freeway " + verb, "--json");
        }
        assertThat(freeway("doctor", "--json")).isZero();
        assertThat(Json.parse(out.toString()).orElseThrow().findValuesAsText("check"))
                .contains("java", "disk", "config");
    }
}
