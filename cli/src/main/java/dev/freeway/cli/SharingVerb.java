package dev.freeway.cli;

import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sharing show|give|withdraw NAME}: an organisation's consent. */
@Command(
        name = "show",
        description = "Show, give or withdraw an organisation's consent.",
        mixinStandardHelpOptions = true)
final class SharingVerb extends AdminVerb {
    private final String method;

    @Parameters(paramLabel = "ORGANISATION", description = "whose")
    private String name = "";

    SharingVerb(Surroundings surroundings, String method) {
        super(surroundings);
        this.method = method;
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        String path = "/api/organisations/" + word(name) + "/consent";
        show(
                switch (method) {
                    case "PUT" -> gateway.send("PUT", path, Json.object());
                    case "DELETE" -> gateway.delete(path);
                    default -> gateway.get(path);
                });
        return 0;
    }
}
