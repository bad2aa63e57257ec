package dev.freeway.cli;

import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freeway members password NAME}: what a member logs in by. */
@Command(
        name = "password",
        description = "Set what a member logs in by; it is asked for or read from standard input.",
        mixinStandardHelpOptions = true)
final class PasswordVerb extends AdminVerb {
    private final String path;

    @Parameters(paramLabel = "NAME", description = "whose")
    private String name = "";

    PasswordVerb(Surroundings surroundings, String path) {
        super(surroundings);
        this.path = path;
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        try {
            String password = surroundings().stdin().secret("Password: ");
            show(
                    gateway.send(
                            "PATCH",
                            path + "/" + word(name),
                            Json.object().put("password", password)));
            return 0;
        } catch (IOException e) {
            err().println("no password (expected: one typed or piped in)");
            return USED_WRONGLY;
        }
    }
}
