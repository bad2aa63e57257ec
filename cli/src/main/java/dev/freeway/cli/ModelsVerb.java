package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freeway models}: what can be asked for. */
@Command(
        name = "models",
        description = "List the models that can be asked for.",
        mixinStandardHelpOptions = true)
final class ModelsVerb extends Verb {
    @Parameters(arity = "0..1", defaultValue = "", description = "only names that contain this")
    private String filter = "";

    ModelsVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        JsonNode models = gateway.get("/v1/models");
        if (json()) {
            out().println(models.path("data").toPrettyString());
            return 0;
        }
        for (JsonNode model : models.path("data")) {
            if (model.path("id").asText().contains(filter)) {
                out().println(
                                "%-56s %s"
                                        .formatted(
                                                model.path("id").asText(),
                                                model.path("owned_by").asText()));
            }
        }
        return 0;
    }
}
