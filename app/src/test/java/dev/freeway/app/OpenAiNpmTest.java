package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.sdk.NodeScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** OpenAI's own JavaScript client is content with us, where npm can be had. */
class OpenAiNpmTest extends DemoTest {
    private static final int NOT_HERE = 77;

    @Override
    Set<String> providers() {
        return Set.of("openrouter", "cerebras", "github-models", "groq", "cloudflare");
    }

    @Test
    void streamingToolsErrorsAndRetries() throws Exception {
        Path home = Path.of(System.getProperty("freeway.home", ".."));
        Map<String, String> environment =
                Map.of(
                        "OPENAI_BASE_URL", demo.url() + "/v1",
                        "OPENAI_API_KEY", demo.token(),
                        "FREEWAY_EMULATOR_URL", demo.emulatorUrl().toString());
        Process process = NodeScript.start(home, "openai.mjs", environment);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        System.out.print(said);
        Assumptions.assumeTrue(exit != NOT_HERE, said.strip());
        assertThat(exit).as(said).isZero();
        assertThat(said.lines().filter(line -> line.startsWith("ok ")).count()).isEqualTo(14);
    }
}
