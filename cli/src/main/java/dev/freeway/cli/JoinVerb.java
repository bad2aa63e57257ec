package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway join CODE}: comes in by an invitation. */
@Command(
        name = "join",
        description = {
            "Come in by an invitation: with --name as somebody new, whose first token is printed"
                    + " once; without as yourself, into the organisation that invites."
        },
        mixinStandardHelpOptions = true)
final class JoinVerb extends AdminVerb {
    @Parameters(paramLabel = "CODE", description = "fwi_...")
    private String code = "";

    @Option(names = "--name", description = "who you will be here: a-z, 0-9 and -")
    private @Nullable String name;

    @Option(names = "--email", description = "where it is written to")
    private @Nullable String email;

    @Option(
            names = "--password",
            interactive = true,
            arity = "0..1",
            description = "also log in by a password, which is asked for")
    private char @Nullable [] password;

    JoinVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object().put("code", code);
        say(body, "name", name);
        say(body, "email", email);
        if (password != null) {
            body.put("password", new String(password));
        }
        if (name == null) {
            show(gateway.send("POST", "/api/join", body));
            return 0;
        }
        // Somebody new has no token yet, whoever else uses this machine.
        try (HttpCall stranger = gateway.anonymous()) {
            show(stranger.send("POST", "/api/join", body));
        }
        return 0;
    }
}
