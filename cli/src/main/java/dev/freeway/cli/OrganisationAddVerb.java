package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway organisations add NAME}: people who share limits. */
@Command(name = "add", description = "Found an organisation.", mixinStandardHelpOptions = true)
final class OrganisationAddVerb extends AdminVerb {
    @Parameters(paramLabel = "NAME", description = "a-z, 0-9 and -")
    private String name = "";

    @Option(names = "--plan", description = "what its people share (freeway plans list)")
    private @Nullable String plan;

    @Option(names = "--owner", description = "the member who manages it")
    private @Nullable String owner;

    OrganisationAddVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object().put("name", name);
        say(body, "plan", plan);
        say(body, "owner", owner);
        show(gateway.send("POST", "/api/organisations", body));
        return 0;
    }
}
