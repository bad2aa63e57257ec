package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code freeway models}: what can be asked for, of which class, and whose it is. */
@Command(
        name = "models",
        description = "List the models that can be asked for.",
        mixinStandardHelpOptions = true)
final class ModelsVerb extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "PART",
            defaultValue = "",
            description = "only names that contain this, in capitals or not")
    private String part = "";

    ModelsVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ArrayNode models = Json.array();
        for (JsonNode model : gateway.get("/v1/models").path("data")) {
            if (lower(model.path("id").asText()).contains(lower(part))) {
                models.add(model);
            }
        }
        if (json()) {
            out().println(Json.pretty(models));
        } else {
            listing(models).lines().forEach(out()::println);
        }
        if (models.isEmpty()) {
            err().println("no model's name contains '" + part + "' (freeway models lists them)");
        }
        return models.isEmpty() ? REFUSED : 0;
    }

    private static Listing listing(ArrayNode models) {
        Listing listing = new Listing();
        models.forEach(model ->
                listing.row(
                        model.path("id").asText(),
                        model.path("class").asText(),
                        model.path("owned_by").asText()));
        return listing;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
