package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway explain}: where a request would go, and why not elsewhere. */
@Command(
        name = "explain",
        description =
                "Show where a request would go now: every offer of a name, fit or not, why, what it"
                        + " costs and when it has room. Nothing is sent.",
        mixinStandardHelpOptions = true)
final class ExplainVerb extends Verb {
    @Parameters(paramLabel = "MODEL", description = "a model: auto, gpt-oss-120b, provider/model")
    private String model = "";

    @Option(
            names = "--in",
            paramLabel = "TOKENS",
            defaultValue = "1000",
            description = "how long the prompt is (default: ${DEFAULT-VALUE})")
    private String in = "";

    @Option(
            names = "--out",
            paramLabel = "TOKENS",
            defaultValue = "",
            description = "the longest answer, as max_tokens; by default each model's own")
    private String out = "";

    @Option(
            names = "--needs",
            paramLabel = "LIST",
            defaultValue = "",
            description = "of tools, vision, json, completion, embedding")
    private String needs = "";

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "",
            description = "serve-now or make-it-last")
    private String mode = "";

    @Option(
            names = "--privacy",
            paramLabel = "LIST",
            defaultValue = "",
            description = "of no-training, no-retention")
    private String privacy = "";

    ExplainVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        JsonNode page = gateway.get("/api/explain?" + query());
        if (json()) {
            out().println(Json.pretty(page));
        } else {
            new ExplainTable(Paint.of(surroundings().color())).draw(page).forEach(out()::println);
        }
        return 0;
    }

    private String query() {
        StringBuilder query = new StringBuilder("model=").append(encoded(model));
        add(query, "in", in);
        add(query, "out", out);
        add(query, "needs", needs);
        add(query, "mode", mode);
        add(query, "privacy", privacy);
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
