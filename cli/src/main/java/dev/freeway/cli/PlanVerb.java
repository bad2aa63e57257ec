package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway plan}: what the free tiers can carry. */
@Command(
        name = "plan",
        description = {
            "Foretell how much of a demand the free tiers of your accounts can carry:",
            "how much a day and a month, what binds first, what one more account would add,",
            "when credits run out. Played through from where the ledger stands now."
        },
        mixinStandardHelpOptions = true)
final class PlanVerb extends Verb {
    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "how many requests: 500/day, 20/hour or 3/min")
    private @Nullable String rate;

    @Option(
            names = "--in",
            paramLabel = "TOKENS",
            defaultValue = "1000",
            description = "of each prompt (default: ${DEFAULT-VALUE})")
    private String in = "";

    @Option(
            names = "--out",
            paramLabel = "TOKENS",
            defaultValue = "300",
            description = "of each answer (default: ${DEFAULT-VALUE})")
    private String out = "";

    @Option(
            names = "--needs",
            paramLabel = "NEEDS",
            defaultValue = "",
            description = "what models must be able to do: tools, vision, json")
    private String needs = "";

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = {
                "CSV of when requests come and their tokens, plain or gzipped, in place of",
                "--in and --out; --rate thins or thickens it"
            })
    private @Nullable Path trace;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description = "how far ahead (default: ${DEFAULT-VALUE})")
    private String days = "";

    PlanVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        if (rate == null && trace == null) {
            err().println("--rate: missing (expected: 500/day, 20/hour or 3/min, or a --trace)");
            return USED_WRONGLY;
        }
        JsonNode plan;
        try {
            plan = trace == null ? gateway.get(path()) : gateway.post(path(), "text/csv", csv());
        } catch (IOException e) {
            err().println("--trace: " + trace + " cannot be read (" + e.getMessage() + ")");
            return USED_WRONGLY;
        }
        if (json()) {
            out().println(Json.pretty(plan));
        } else {
            Paint paint = Paint.of(surroundings().color());
            new PlanChart(plan, paint, surroundings().width()).lines().forEach(out()::println);
        }
        return 0;
    }

    private byte[] csv() throws IOException {
        Path file = Objects.requireNonNull(trace);
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return plain.readAllBytes();
        }
    }

    private String path() {
        String wanted = rate == null ? "" : "&rate=" + encoded(rate);
        return "/api/plan?"
                + String.join(
                        "&",
                        List.of(
                                "in=" + encoded(in),
                                "out=" + encoded(out),
                                "needs=" + encoded(needs),
                                "days=" + encoded(days)))
                + wanted;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
