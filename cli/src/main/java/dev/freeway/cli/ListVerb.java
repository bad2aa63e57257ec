package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}: all there are of something, page by page. */
@Command(name = "list", description = "List all there are.", mixinStandardHelpOptions = true)
final class ListVerb extends AdminVerb {
    private final String path;
    private final List<String> columns;

    @Option(
            names = "--of",
            paramLabel = "ACCOUNT",
            description = "those of this member or organisation, where that is asked for")
    private @Nullable String of;

    ListVerb(Surroundings surroundings, String path, String... columns) {
        super(surroundings);
        this.path = path;
        this.columns = List.of(columns);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ArrayNode all = Json.array();
        String filter = of == null ? "" : "&of=" + word(of);
        JsonNode page = gateway.get(path + "?limit=1000" + filter);
        page.path("data").forEach(all::add);
        while (page.hasNonNull("next")) {
            String after = word(page.path("next").asText());
            page = gateway.get(path + "?limit=1000&after=" + after + filter);
            page.path("data").forEach(all::add);
        }
        if (json()) {
            out().println(Json.pretty(all));
            return 0;
        }
        Listing listing = new Listing();
        all.forEach(one ->
                listing.row(columns.stream().map(c -> words(one.path(c))).toArray(String[]::new)));
        listing.lines().forEach(out()::println);
        return 0;
    }
}
