package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway credits show}: what is left of an account's credits. */
@Command(
        name = "show",
        description = "Show what is left of credits, in the order they are spent.",
        mixinStandardHelpOptions = true)
final class CreditsShowVerb extends AdminVerb {
    @Option(
            names = "--of",
            paramLabel = "ACCOUNT",
            description = "whose; one's own by default, others' for operators")
    private @Nullable String of;

    CreditsShowVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        JsonNode credits = gateway.get("/v1/credits" + (of == null ? "" : "?member=" + word(of)));
        if (json()) {
            out().println(Json.pretty(credits));
            return 0;
        }
        out().println("left    " + dollars(credits.path("balance_micro_dollars")));
        out().println("to pay  " + dollars(credits.path("to_pay_micro_dollars")));
        Listing listing = new Listing();
        for (JsonNode grant : credits.path("grants")) {
            String expires = words(grant.path("expires_at"));
            listing.row(
                    grant.path("id").asText(),
                    grant.path("source").asText(),
                    dollars(grant.path("left_micro_dollars"))
                            + " of "
                            + dollars(grant.path("micro_dollars")),
                    expires.isEmpty() ? "" : "until " + expires,
                    grant.path("note").asText());
        }
        listing.lines().forEach(out()::println);
        return 0;
    }

    private static String dollars(JsonNode microDollars) {
        return Amounts.of("micro_dollars", microDollars.asLong());
    }
}
