package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code set NAME}: change a member or an organisation. */
@Command(name = "set", description = "Change what is said.", mixinStandardHelpOptions = true)
final class ChangeVerb extends AdminVerb {
    private final String path;

    @Parameters(paramLabel = "NAME", description = "which")
    private String name = "";

    @Option(names = "--plan", description = "what is granted from now on; empty: nothing")
    private @Nullable String plan;

    @Option(names = "--email", description = "of a member: where it is written to")
    private @Nullable String email;

    @Option(names = "--role", description = "of a member: member or operator")
    private @Nullable String role;

    @Option(names = "--state", description = "active, or suspended: not served until it is active")
    private @Nullable String state;

    ChangeVerb(Surroundings surroundings, String path) {
        super(surroundings);
        this.path = path;
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object();
        say(body, "plan", plan);
        say(body, "email", email);
        say(body, "role", role);
        say(body, "state", state);
        show(gateway.send("PATCH", path + "/" + word(name), body));
        return 0;
    }
}
