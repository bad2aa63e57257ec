package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway credits order DOLLARS}: an invoice for credits. */
@Command(
        name = "order",
        description = "Order credits: an invoice, which an operator sees paid.",
        mixinStandardHelpOptions = true)
final class CreditsOrderVerb extends AdminVerb {
    @Parameters(
            paramLabel = "DOLLARS",
            converter = Dollars.class,
            description = "how much, such as 20")
    private long microDollars;

    @Option(names = "--of", paramLabel = "ACCOUNT", description = "for whom; oneself by default")
    private @Nullable String of;

    CreditsOrderVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object().put("micro_dollars", microDollars);
        say(body, "holder", of);
        show(gateway.send("POST", "/api/invoices", body));
        return 0;
    }
}
