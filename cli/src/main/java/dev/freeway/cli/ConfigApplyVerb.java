package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway config apply FILE}: make it so. */
@Command(
        name = "apply",
        description = {
            "Make it as the file says, in one step. A section that is there is the whole of it:"
                    + " what it does not name is removed. One that is absent stays as it is."
        },
        mixinStandardHelpOptions = true)
final class ConfigApplyVerb extends AdminVerb {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON, as export prints it")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "only say what would change")
    private boolean dry;

    ConfigApplyVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        Optional<JsonNode> wanted = read();
        if (wanted.isEmpty()) {
            return USED_WRONGLY;
        }
        JsonNode done = gateway.send("PUT", "/api/config?dry_run=" + dry, wanted.get());
        if (json()) {
            out().println(Json.pretty(done));
            return 0;
        }
        Listing listing = new Listing();
        done.path("changes")
                .forEach(change ->
                        listing.row(
                                change.path("what").asText(),
                                change.path("kind").asText(),
                                change.path("id").asText()));
        listing.lines().forEach(out()::println);
        if (listing.lines().isEmpty()) {
            out().println("nothing to change");
        }
        return 0;
    }

    private Optional<JsonNode> read() {
        try {
            return Optional.of(Yaml.read(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            err().println(file + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
