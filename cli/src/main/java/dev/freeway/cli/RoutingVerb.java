package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway routing}: what routing goes by. */
@Command(
        name = "routing",
        description =
                "Show what routing goes by: prices of the moment and what they come of, when"
                        + " requests come, what was learned of limits, which offers are resting.",
        mixinStandardHelpOptions = true)
final class RoutingVerb extends Verb {
    private static final List<String> RESETS = List.of("learned", "profile", "all");

    @Option(
            names = "--reset",
            paramLabel = "WHAT",
            defaultValue = "",
            description =
                    "forget it for good: learned (limits), profile (when requests come, how long"
                            + " answers are, prices that come of both), all")
    private String reset = "";

    @Option(names = "--all", description = "also prices too small to matter")
    private boolean all;

    RoutingVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        if (!reset.isEmpty()) {
            return forget(gateway);
        }
        JsonNode page = gateway.get("/api/routing");
        if (json()) {
            out().println(Json.pretty(page));
        } else {
            Sheet sheet = new Sheet(Paint.of(surroundings().color()), surroundings().width());
            new RoutingSheet(page, sheet, all).lines().forEach(out()::println);
        }
        return 0;
    }

    private int forget(HttpCall gateway) throws Failed {
        if (!RESETS.contains(reset)) {
            err().println(
                            "--reset: '%s' (expected: %s)"
                                    .formatted(reset, String.join(", ", RESETS)));
            return USED_WRONGLY;
        }
        JsonNode done = gateway.delete("/api/routing?what=" + reset);
        out().println(json() ? Json.pretty(done) : "forgotten: " + done.path("forgotten").asText());
        return 0;
    }
}
