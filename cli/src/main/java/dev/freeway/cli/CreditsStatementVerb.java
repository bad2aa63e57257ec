package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway credits statement}: what moved in an account's credits. */
@Command(
        name = "statement",
        description = "Show what went into credits and out of them, newest first.",
        mixinStandardHelpOptions = true)
final class CreditsStatementVerb extends AdminVerb {
    private static final String PATH = "/v1/credits/statement?";

    @Option(
            names = "--of",
            paramLabel = "ACCOUNT",
            description = "whose; one's own by default, others' for operators")
    private @Nullable String of;

    @Option(names = "--csv", description = "print CSV")
    private boolean csv;

    CreditsStatementVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        String whose = of == null ? "" : "&member=" + word(of);
        if (csv && json()) {
            err().println("--csv and --json (expected: one of them)");
            return USED_WRONGLY;
        }
        if (csv) {
            gateway.lines(PATH + "format=csv" + whose, out()::println);
            return 0;
        }
        ArrayNode all = all(gateway, PATH + "limit=1000" + whose);
        if (json()) {
            out().println(Json.pretty(all));
            return 0;
        }
        Listing listing = new Listing(3);
        all.forEach(line ->
                listing.row(
                        line.path("at").asText(),
                        line.path("grant").asText(),
                        line.path("what").asText(),
                        Amounts.of("micro_dollars", line.path("micro_dollars").asLong())));
        listing.lines().forEach(out()::println);
        return 0;
    }

    private static ArrayNode all(HttpCall gateway, String path) throws Failed {
        ArrayNode all = Json.array();
        JsonNode page = gateway.get(path);
        page.path("statement").forEach(all::add);
        while (page.hasNonNull("next_before")) {
            page = gateway.get(path + "&before=" + page.path("next_before").asLong());
            page.path("statement").forEach(all::add);
        }
        return all;
    }
}
