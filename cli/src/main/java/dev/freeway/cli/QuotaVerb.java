package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway quota}: what is left of everything. */
@Command(
        name = "quota",
        description =
                "Show per provider, account and model what is used, held and left, and when it"
                        + " resets.",
        mixinStandardHelpOptions = true)
final class QuotaVerb extends Verb {
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--watch", description = "draw it again every second until Ctrl-C")
    private boolean watch;

    @Option(names = "--all", description = "also models of which nothing was used")
    private boolean all;

    QuotaVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        show(gateway.get("/api/quota"));
        try {
            while (watch) {
                TimeUnit.SECONDS.sleep(1);
                JsonNode page = gateway.get("/api/quota");
                out().print(surroundings().color() ? CLEAR : "\n");
                show(page);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void show(JsonNode page) {
        out().print(
                        json()
                                ? page.path("limits").toPrettyString() + "\n"
                                : QuotaTable.draw(page, surroundings().color(), all));
        out().flush();
    }
}
