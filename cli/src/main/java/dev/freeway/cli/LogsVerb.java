package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway logs}: what became of requests. */
@Command(
        name = "logs",
        description = "Show what became of the latest requests, the latest last, and why.",
        mixinStandardHelpOptions = true)
final class LogsVerb extends Verb {
    private static final int LIMIT_MAX = 1_000;
    private static final int FOLLOWED = 200;
    private static final int REMEMBERED_MAX = 2_000;
    private static final int SHORT = 40;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many, at most 1000 (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--follow", description = "go on until Ctrl-C")
    private boolean follow;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "with --follow: how often to look (default: ${DEFAULT-VALUE})")
    private double every;

    private final Set<String> seen = new LinkedHashSet<>();

    LogsVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        if (limit < 1 || limit > LIMIT_MAX) {
            err().println("--limit: " + limit + " (expected: 1 to " + LIMIT_MAX + ")");
            return USED_WRONGLY;
        }
        show(gateway, limit);
        if (seen.isEmpty() && !json()) {
            err().println("nothing was asked yet (freeway run auto \"Hello\" does)");
        }
        Duration pause = Screen.pause(every);
        while (follow && Screen.rest(pause)) {
            again(gateway);
        }
        return 0;
    }

    /** A gateway that is being started again is waited for. */
    private void again(HttpCall gateway) {
        try {
            show(gateway, LIMIT_MAX);
        } catch (Failed e) {
            err().println(e.getMessage());
        }
    }

    /** Prints what was not seen yet, of that no more than the latest {@code most}. */
    private void show(HttpCall gateway, int most) throws Failed {
        int asked = follow ? Math.max(limit, FOLLOWED) : limit;
        List<String> lines = new ArrayList<>();
        for (JsonNode log : gateway.get("/api/logs?limit=" + asked).path("logs")) {
            String key = text(log, "id") + "|" + text(log, "tries") + "|" + text(log, "outcome");
            if (seen.add(key)) {
                lines.add(json() ? log.toString() : line(log));
            }
        }
        lines.stream().skip(Math.max(0, lines.size() - most)).forEach(out()::println);
        out().flush();
        while (seen.size() > REMEMBERED_MAX) {
            seen.remove(seen.iterator().next());
        }
    }

    private String line(JsonNode log) {
        Paint paint = Paint.of(surroundings().color());
        String outcome = "%-8s".formatted(text(log, "outcome"));
        return "%s %s %-40s %7s in %6s out%s %6s ms  %s"
                .formatted(
                        seconds(text(log, "at")),
                        text(log, "outcome").equals("served")
                                ? paint.green(outcome)
                                : paint.red(outcome),
                        cut(where(log)),
                        number(log, "input_tokens"),
                        number(log, "output_tokens"),
                        log.path("estimated").asBoolean() ? "~" : " ",
                        number(log, "took_ms"),
                        paint.dim(text(log, "why")));
    }

    private static String where(JsonNode log) {
        String provider = text(log, "provider");
        return provider.isEmpty() ? text(log, "asked") : provider + "/" + text(log, "model");
    }

    private static String cut(String words) {
        return words.length() <= SHORT ? words : words.substring(0, SHORT - 1) + "…";
    }

    private static String seconds(String at) {
        return Instant.parse(at).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String number(JsonNode log, String field) {
        return Amounts.number(log.path(field).asLong());
    }

    private static String text(JsonNode log, String field) {
        return Paint.printable(log.path(field).asText()).replace('\n', ' ');
    }
}
