package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway logs}: what became of requests. */
@Command(
        name = "logs",
        description = "Show what became of the latest requests, and why.",
        mixinStandardHelpOptions = true)
final class LogsVerb extends Verb {
    private static final int REMEMBERED_MAX = 2_000;

    @Option(names = "--limit", defaultValue = "20", description = "how many, at most 1000")
    private int limit;

    @Option(names = "--follow", description = "go on until Ctrl-C")
    private boolean follow;

    private final Set<String> seen = new LinkedHashSet<>();

    LogsVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        show(gateway);
        try {
            while (follow) {
                TimeUnit.SECONDS.sleep(1);
                show(gateway);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void show(HttpCall gateway) throws Failed {
        for (JsonNode log : gateway.get("/api/logs?limit=" + limit).path("logs")) {
            String key =
                    log.path("id").asText()
                            + log.path("tries").asText()
                            + log.path("outcome").asText();
            if (seen.add(key)) {
                out().println(json() ? log.toString() : line(log));
            }
        }
        while (seen.size() > REMEMBERED_MAX) {
            seen.remove(seen.iterator().next());
        }
        out().flush();
    }

    private static String line(JsonNode log) {
        String where =
                log.path("provider").asText().isEmpty()
                        ? log.path("asked").asText()
                        : log.path("provider").asText() + "/" + log.path("model").asText();
        return "%s %-8s %-44s %6d in %5d out%s %6d ms  %s"
                .formatted(
                        log.path("at").asText().replaceAll("\\..*", "Z"),
                        log.path("outcome").asText(),
                        where,
                        log.path("input_tokens").asLong(),
                        log.path("output_tokens").asLong(),
                        log.path("estimated").asBoolean() ? "~" : " ",
                        log.path("took_ms").asLong(),
                        log.path("why").asText());
    }
}
