package dev.freeway.app.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freeway.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The clients that are written in JavaScript, driven by one Node process. */
public final class NodeClients {
    private static final int NOT_HERE = 77;

    private NodeClients() {}

    /** Runs them all; ends the test with a line that says why where there is no Node. */
    public static List<Row> drive(Path home, World world) throws Exception {
        Process process = NodeScript.start(home, "matrix.mjs", environment(world));
        List<Row> rows = new ArrayList<>();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader();
                Writer answers = process.outputWriter()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                Json.parse(line).ifPresent(json -> heard(json, rows, world, answers));
            }
        }
        int exit = process.waitFor();
        String all = String.join("\n", said);
        Assumptions.assumeTrue(exit != NOT_HERE, all);
        Assertions.assertThat(exit).as(all).isZero();
        return rows;
    }

    private static Map<String, String> environment(World world) throws IOException {
        Map<String, Map<String, String>> accounts =
                world.standIns().entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, one -> one.getValue().asMap()));
        Target gateway = world.gateway("");
        return Map.of(
                "FREEWAY_URL", gateway.url().toString(),
                "FREEWAY_TOKEN", gateway.key(),
                "FREEWAY_EMULATOR_URL", world.emulatorUrl().toString(),
                "FREEWAY_ACCOUNTS", new ObjectMapper().writeValueAsString(accounts));
    }

    private static void heard(JsonNode json, List<Row> rows, World world, Writer answers) {
        if (json.has("next")) {
            world.rest();
            goOn(answers);
        } else if (json.has("operation")) {
            rows.add(row(json));
        }
    }

    private static void goOn(Writer answers) {
        try {
            answers.write("\n");
            answers.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Row row(JsonNode json) {
        String operation = json.path("operation").asText();
        return new Row(
                json.path("client").asText(),
                json.path("version").asText(),
                json.path("against").asText(),
                Operation.named(operation)
                        .orElseThrow(() -> new AssertionError("no operation " + operation)),
                outcome(json));
    }

    private static Outcome outcome(JsonNode json) {
        if (json.has("absent")) {
            return new Outcome.Absent(json.path("absent").asText());
        }
        if (json.has("known")) {
            return new Outcome.KnownToFail(json.path("known").asText());
        }
        return json.path("ok").asBoolean()
                ? new Outcome.Works()
                : new Outcome.Fails(json.path("detail").asText());
    }
}
