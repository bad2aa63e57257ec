package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.sdk.NodeScript;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Replicate's own JavaScript client is content with us, where npm can be had. */
class ReplicateNpmTest extends DemoTest {
    private static final int NOT_HERE = 77;

    @Override
    Set<String> providers() {
        return Set.of("replicate");
    }

    @Test
    void runWaitStreamCancelAndList() throws Exception {
        Path home = Path.of(System.getProperty("freeway.home", ".."));
        Map<String, String> environment =
                Map.of(
                        "FREEWAY_URL", demo.url().toString(),
                        "FREEWAY_TOKEN", demo.token(),
                        "FREEWAY_EMULATOR_URL", demo.emulatorUrl().toString());
        Process process = NodeScript.start(home, "replicate.mjs", environment);
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer turns = process.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.equals("next")) {
                    Browser.eventually(() -> browser.held() == 0);
                    clock.turn(Duration.ofSeconds(11));
                    turns.write("go on\n");
                    turns.flush();
                }
            }
        }
        int exit = process.waitFor();
        String all = String.join("\n", said);
        Assumptions.assumeTrue(exit != NOT_HERE, all);
        assertThat(exit).as(all).isZero();
        assertThat(said.stream().filter(line -> line.startsWith("ok "))).hasSize(9);
    }
}
