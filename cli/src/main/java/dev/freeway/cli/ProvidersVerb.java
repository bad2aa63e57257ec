package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
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
        for (JsonNode provider : gateway.get("/api/providers").path("providers")) {
            if (name.isEmpty() || text(provider, "id").equalsIgnoreCase(name)) {
                providers.add(provider);
            }
        }
        if (!name.isEmpty() && providers.isEmpty()) {
            err().println("no provider '" + name + "' (freeway providers lists them)");
            return REFUSED;
        }
        lines(providers).forEach(out()::println);
        return 0;
    }

    private List<String> lines(ArrayNode providers) {
        if (json()) {
            return List.of(Json.pretty(providers));
        }
        return name.isEmpty() ? overview(providers) : inFull(providers.get(0));
    }

    private static List<String> overview(ArrayNode providers) {
        Listing listing = new Listing();
        for (JsonNode provider : providers) {
            String note = text(provider, "note");
            listing.row(
                    text(provider, "id"),
                    text(provider, "name"),
                    text(provider, "state"),
                    provider.path("models").size() + " models",
                    note.isEmpty() ? accounts(provider) : note);
        }
        return listing.lines();
    }

    private static String accounts(JsonNode provider) {
        String names = joined(provider.path("accounts"));
        return names.isEmpty() ? "no account" : "accounts: " + names;
    }

    private List<String> inFull(JsonNode provider) {
        Paint paint = Paint.of(surroundings().color());
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(text(provider, "name")) + ", " + text(provider, "state"));
        if (!text(provider, "note").isEmpty()) {
            lines.add(text(provider, "note"));
        }
        Listing facts = new Listing().row("address", text(provider, "base_url"));
        if (provider.has("dialect")) {
            facts.row("speaks", text(provider, "dialect"));
        }
        facts.row("accounts", accounts(provider).replace("accounts: ", ""));
        facts.row("models", joined(provider.path("models")));
        lines.addAll(facts.lines());
        provider.path("limits").forEach(limit -> lines.addAll(limit(limit, paint)));
        return lines;
    }

    private static List<String> limit(JsonNode limit, Paint paint) {
        String meter = text(limit, "meter");
        return List.of(
                "",
                "%s  %s %s %s, per %s%s%s"
                        .formatted(
                                paint.bold(text(limit, "id")),
                                Amounts.of(meter, limit.path("amount").asLong()),
                                Amounts.unit(meter),
                                text(limit, "shape"),
                                text(limit, "per"),
                                unlessAll(", models ", text(limit, "models")),
                                unlessAll(", tier ", text(limit, "tier"))),
                paint.dim(
                        "  %s, %s, read %s"
                                .formatted(
                                        text(limit, "certainty"),
                                        text(limit, "source"),
                                        text(limit, "checked"))));
    }

    private static String unlessAll(String lead, String glob) {
        return glob.isEmpty() || glob.equals("*") ? "" : lead + glob;
    }

    private static String joined(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return String.join(", ", texts);
    }

    private static String text(JsonNode node, String field) {
        return Paint.printable(node.path(field).asText());
    }
}
