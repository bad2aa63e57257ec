package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway credits pay INVOICE}, and what else becomes of one. */
@Command(
        name = "pay",
        description =
                "Say that an invoice is paid, is void, or is refunded; or have a page to pay it"
                        + " at.",
        mixinStandardHelpOptions = true)
final class InvoiceVerb extends AdminVerb {
    private final String what;

    @Parameters(paramLabel = "INVOICE", description = "its id")
    private String id = "";

    @Option(names = "--reference", description = "by what a payment is found")
    private @Nullable String reference;

    /**
     * @param what {@code pay}, {@code checkout}, {@code void} or {@code refund}
     */
    InvoiceVerb(Surroundings surroundings, String what) {
        super(surroundings);
        this.what = what;
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object();
        say(body, "reference", reference);
        show(gateway.send("POST", "/api/invoices/" + word(id) + "/" + what, body));
        return 0;
    }
}
