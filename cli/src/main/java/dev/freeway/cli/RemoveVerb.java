package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code remove NAME}, or {@code revoke ID}: end one of them. */
@Command(
        name = "remove",
        description = "End one of them, for good.",
        mixinStandardHelpOptions = true)
final class RemoveVerb extends AdminVerb {
    private final String path;

    @Parameters(paramLabel = "NAME", description = "which")
    private String name = "";

    RemoveVerb(Surroundings surroundings, String path) {
        super(surroundings);
        this.path = path;
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        JsonNode gone = gateway.delete(path + "/" + word(name));
        out().println(json() ? Json.pretty(gone) : "ended: " + gone.path("id").asText());
        return 0;
    }
}
