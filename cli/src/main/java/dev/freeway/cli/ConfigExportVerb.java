package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import picocli.CommandLine.Command;

/** {@code freeway config export}: who is served, as a file. */
@Command(
        name = "export",
        description =
                "Print members, organisations, projects and tokens (by hash) as YAML, for apply.",
        mixinStandardHelpOptions = true)
final class ConfigExportVerb extends AdminVerb {
    ConfigExportVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        JsonNode config = gateway.get("/api/config");
        out().print(json() ? Json.pretty(config) + "\n" : Yaml.text(config));
        return 0;
    }
}
