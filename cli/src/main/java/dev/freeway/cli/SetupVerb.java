package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway setup CODE}: the first operator. */
@Command(
        name = "setup",
        description =
                "Become the first operator, by the code that the gateway printed, and print the"
                        + " token that manages it: export it as FREEWAY_ADMIN_TOKEN.",
        mixinStandardHelpOptions = true)
final class SetupVerb extends Verb {
    @Parameters(paramLabel = "CODE", description = "fws_...")
    private String code = "";

    @Option(names = "--name", required = true, description = "a-z, 0-9 and -")
    private String name = "";

    @Option(
            names = "--password",
            interactive = true,
            arity = "0..1",
            description = "also log in by a password, which is asked for")
    private char @Nullable [] password;

    SetupVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object().put("code", code).put("name", name);
        if (password != null) {
            body.put("password", new String(password));
        }
        var done = gateway.send("POST", "/api/setup", body);
        out().println(
                        json()
                                ? Json.pretty(done)
                                : "FREEWAY_ADMIN_TOKEN=" + done.path("token").asText());
        return 0;
    }
}
