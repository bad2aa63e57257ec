package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freeway providers}: the catalog, with where each figure comes from. */
@Command(
        name = "providers",
        description = "List the providers; with a name, its terms and where they were read.",
        mixinStandardHelpOptions = true)
final class ProvidersVerb extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "",
            description = "show this one in full")
    private String name = "";

    ProvidersVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ArrayNode providers = Json.array();
        if (name.isEmpty()) {
            gateway.get("/api/providers").path("providers").forEach(providers::add);
        } else {
            find(gateway, name).ifPresent(providers::add);
        }
        if (!name.isEmpty() && providers.isEmpty()) {
            err().println("no provider '" + name + "' (freeway providers lists them)");
            return REFUSED;
        }
        lines(providers).forEach(out()::println);
        return 0;
    }

    /** The provider of that name, in capitals or not. */
    static Optional<JsonNode> find(HttpCall gateway, String name) throws Failed {
        for (JsonNode provider : gateway.get("/api/providers").path("providers")) {
            if (ProviderSheet.text(provider, "id").equalsIgnoreCase(name)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    private List<String> lines(ArrayNode providers) {
        if (json()) {
            return List.of(Json.pretty(providers));
        }
        Sheet sheet = new Sheet(Paint.of(surroundings().color()), surroundings().width());
        return name.isEmpty()
                ? overview(providers)
                : new ProviderSheet(providers.get(0), sheet).lines();
    }

    private static List<String> overview(ArrayNode providers) {
        Listing listing = new Listing();
        for (JsonNode provider : providers) {
            String note = ProviderSheet.text(provider, "note");
            listing.row(
                    ProviderSheet.text(provider, "id"),
                    ProviderSheet.text(provider, "name"),
                    ProviderSheet.text(provider, "state"),
                    provider.path("models").size() + " models",
                    "trains: " + ProviderSheet.text(provider.path("privacy"), "trains"),
                    note.isEmpty() ? accounts(provider) : note);
        }
        return listing.lines();
    }

    private static String accounts(JsonNode provider) {
        List<String> names = new ArrayList<>();
        provider.path("accounts").forEach(account -> names.add(account.path("name").asText()));
        return names.isEmpty() ? "no account" : "accounts: " + String.join(", ", names);
    }
}
