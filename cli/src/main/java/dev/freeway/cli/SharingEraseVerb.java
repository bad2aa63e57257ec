package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sharing erase NAME}: what was kept is kept no more. */
@Command(
        name = "erase",
        description = "Erase all that was kept with an organisation's consent.",
        mixinStandardHelpOptions = true)
final class SharingEraseVerb extends AdminVerb {
    @Parameters(paramLabel = "ORGANISATION", description = "whose")
    private String name = "";

    SharingEraseVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        JsonNode erased = gateway.delete("/api/content?of=" + word(name));
        out().println(json() ? Json.pretty(erased) : "erased: " + erased.path("erased").asLong());
        return 0;
    }
}
