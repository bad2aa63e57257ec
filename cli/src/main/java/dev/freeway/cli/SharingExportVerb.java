package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sharing export NAME}: what was kept, a line of JSON each. */
@Command(
        name = "export",
        description =
                "Print what was kept with an organisation's consent, newest first, a line each.",
        mixinStandardHelpOptions = true)
final class SharingExportVerb extends AdminVerb {
    @Parameters(paramLabel = "ORGANISATION", description = "whose")
    private String name = "";

    SharingExportVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        String path = "/api/content?of=" + word(name);
        JsonNode page = gateway.get(path);
        page.path("data").forEach(out()::println);
        while (page.hasNonNull("next_before")) {
            page = gateway.get(path + "&before=" + page.path("next_before").asLong());
            page.path("data").forEach(out()::println);
        }
        return 0;
    }
}
