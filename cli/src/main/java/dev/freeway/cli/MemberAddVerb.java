package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway members add NAME}: a member, and a first token. */
@Command(
        name = "add",
        description = "Add a member, and print a first token, which is never shown again.",
        mixinStandardHelpOptions = true)
final class MemberAddVerb extends AdminVerb {
    @Parameters(paramLabel = "NAME", description = "a-z, 0-9 and -")
    private String name = "";

    @Option(names = "--plan", description = "what is granted (freeway plans list)")
    private @Nullable String plan;

    @Option(names = "--email", description = "where it is written to")
    private @Nullable String email;

    @Option(names = "--role", description = "member, or operator, who runs this gateway")
    private @Nullable String role;

    MemberAddVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object().put("name", name);
        say(body, "plan", plan);
        say(body, "email", email);
        say(body, "role", role);
        show(gateway.send("POST", "/api/members", body));
        return 0;
    }
}
