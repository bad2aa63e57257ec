package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway credits grant NAME DOLLARS}: credits for nothing. */
@Command(
        name = "grant",
        description = "Grant credits to a member or organisation.",
        mixinStandardHelpOptions = true)
final class CreditsGrantVerb extends AdminVerb {
    @Parameters(index = "0", paramLabel = "NAME", description = "to whom")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "DOLLARS",
            converter = Dollars.class,
            description = "how much, such as 2.50")
    private long microDollars;

    @Option(names = "--expires", description = "such as 2027-01-31T00:00:00Z; never by default")
    private @Nullable String expires;

    @Option(names = "--source", description = "granted (default) or promotion")
    private @Nullable String source;

    @Option(names = "--note", description = "what for")
    private @Nullable String note;

    CreditsGrantVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object().put("holder", name).put("micro_dollars", microDollars);
        say(body, "expires_at", expires);
        say(body, "source", source);
        say(body, "note", note);
        show(gateway.send("POST", "/api/credits", body));
        return 0;
    }
}
