package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway keys add}: brings an account. A key is never an argument: others could see it. */
@Command(
        name = "add",
        description = {
            "Bring your own account with a provider; its key is asked for, or read from standard"
                    + " input.",
            "The provider is asked a word for one token first."
        },
        mixinStandardHelpOptions = true)
final class KeyAddVerb extends AdminVerb {
    @Parameters(paramLabel = "PROVIDER", description = "whose key it is")
    private String provider = "";

    @Option(
            names = "--of",
            paramLabel = "ACCOUNT",
            description = "the member or organisation it is for; by default yourself")
    private @Nullable String of;

    @Option(names = "--project", description = "of that account, which alone it is to serve")
    private @Nullable String project;

    @Option(names = "--shared", description = "for everybody here; by operators")
    private boolean shared;

    @Option(names = "--name", description = "what you call it")
    private @Nullable String name;

    @Option(
            names = "--key-env",
            paramLabel = "NAME",
            description = "the environment variable that has the key")
    private @Nullable String variable;

    @Option(names = "--fact", description = "what decides its limits, such as plan=free")
    private Map<String, String> facts = Map.of();

    @Option(names = "--last", description = "spend it after everything else, not before")
    private boolean last;

    @Option(names = "--no-test", description = "do not ask the provider first")
    private boolean untried;

    KeyAddVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        Optional<String> key = key();
        if (key.isEmpty()) {
            err().println("no key (expected: one typed, piped in, or in the --key-env named)");
            return USED_WRONGLY;
        }
        ObjectNode body = Json.object().put("provider", provider).put("key", key.get());
        say(body, "of", of);
        say(body, "project", project);
        body.put("shared", shared);
        say(body, "name", name);
        body.put("order", last ? "last" : "first").put("test", !untried);
        ObjectNode said = body.putObject("facts");
        facts.forEach(said::put);
        show(gateway.send("POST", "/api/keys", body));
        return 0;
    }

    private Optional<String> key() {
        try {
            Optional<String> found =
                    variable == null
                            ? Optional.of(surroundings().stdin().secret("Key: "))
                            : surroundings().variables().apply(variable);
            return found.filter(key -> !key.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
