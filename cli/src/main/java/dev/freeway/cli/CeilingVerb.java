package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway credits ceiling NAME DOLLARS}: what may be billed beyond credits. */
@Command(
        name = "ceiling",
        description = "Set the most an account may be billed a month; 0 for nothing.",
        mixinStandardHelpOptions = true)
final class CeilingVerb extends AdminVerb {
    @Parameters(index = "0", paramLabel = "NAME", description = "whose")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "DOLLARS",
            converter = Dollars.class,
            description = "a calendar month of UTC")
    private long microDollars;

    @Option(
            names = "--for",
            paramLabel = "BILLING",
            defaultValue = "pay_as_you_go",
            description = "which billing of the plan (default: ${DEFAULT-VALUE})")
    private String billing = "";

    CeilingVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object();
        body.putObject("micro_dollars").put(billing, microDollars);
        show(gateway.send("PUT", "/api/ceilings/" + word(name), body));
        return 0;
    }
}
