package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freeway projects remove ACCOUNT/NAME}: ends a project. */
@Command(
        name = "remove",
        description = "End a project and its tokens, for good.",
        mixinStandardHelpOptions = true)
final class ProjectRemoveVerb extends AdminVerb {
    @Parameters(paramLabel = "ACCOUNT/NAME", description = "as it is listed")
    private String id = "";

    ProjectRemoveVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        String[] parts = id.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            err().println("ACCOUNT/NAME: '%s' (expected: as in acme/web)".formatted(id));
            return USED_WRONGLY;
        }
        JsonNode gone = gateway.delete("/api/projects/" + word(parts[0]) + "/" + word(parts[1]));
        out().println(json() ? Json.pretty(gone) : "ended: " + gone.path("id").asText());
        return 0;
    }
}
