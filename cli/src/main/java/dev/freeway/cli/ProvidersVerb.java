package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freeway providers}: the catalog, with where each figure comes from. */
@Command(
        name = "providers",
        description = "List the providers; with a name, its terms and where they were read.",
        mixinStandardHelpOptions = true)
final class ProvidersVerb extends Verb {
    @Parameters(arity = "0..1", defaultValue = "", description = "show this one in full")
    private String name = "";

    ProvidersVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        JsonNode providers = gateway.get("/api/providers").path("providers");
        if (json()) {
            out().println(providers.toPrettyString());
            return 0;
        }
        boolean found = name.isEmpty();
        for (JsonNode provider : providers) {
            if (name.isEmpty() || provider.path("id").asText().equals(name)) {
                found = true;
                line(provider);
            }
        }
        if (!found) {
            err().println("no provider '" + name + "' (freeway providers lists them)");
        }
        return found ? 0 : 1;
    }

    private void line(JsonNode provider) {
        out().println(
                        "%-16s %-28s %-8s %2d models  accounts: %s"
                                .formatted(
                                        provider.path("id").asText(),
                                        provider.path("name").asText(),
                                        provider.path("state").asText(),
                                        provider.path("models").size(),
                                        provider.path("accounts").isEmpty()
                                                ? "none"
                                                : provider.path("accounts").toString()));
        if (!provider.path("note").asText().isEmpty()) {
            out().println("  " + provider.path("note").asText());
        }
        if (!name.isEmpty()) {
            provider.path("limits").forEach(this::limit);
        }
    }

    private void limit(JsonNode limit) {
        out().println(
                        "  %-13s %9s %-16s %s, per %s%s%n      %s, %s, read %s"
                                .formatted(
                                        limit.path("id").asText(),
                                        Amounts.number(limit.path("amount").asLong()),
                                        limit.path("meter").asText().replace('_', ' '),
                                        limit.path("shape").asText(),
                                        limit.path("per").asText(),
                                        limit.path("tier").asText().equals("*")
                                                ? ""
                                                : " " + limit.path("tier").asText(),
                                        limit.path("certainty").asText(),
                                        limit.path("source").asText(),
                                        limit.path("checked").asText()));
    }
}
