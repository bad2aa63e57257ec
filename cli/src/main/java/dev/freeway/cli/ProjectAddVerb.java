package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway projects add NAME}: tells some of an account's usage apart. */
@Command(
        name = "add",
        description = "Begin a project, for which tokens can be made.",
        mixinStandardHelpOptions = true)
final class ProjectAddVerb extends AdminVerb {
    @Parameters(paramLabel = "NAME", description = "a-z, 0-9 and -")
    private String name = "";

    @Option(
            names = "--of",
            paramLabel = "ACCOUNT",
            description = "whose: a member or an organisation (default: your own)")
    private @Nullable String of;

    ProjectAddVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object().put("name", name);
        say(body, "holder", of);
        show(gateway.send("POST", "/api/projects", body));
        return 0;
    }
}
