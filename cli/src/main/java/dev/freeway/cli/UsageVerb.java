package dev.freeway.cli;

import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway usage}: what was used, and what it cost. */
@Command(
        name = "usage",
        description =
                "Show what was used: requests, tokens, what it would have cost at list price, what"
                        + " was paid; and when limits are spent at this pace.",
        mixinStandardHelpOptions = true)
final class UsageVerb extends Verb {
    @Option(
            names = "--by",
            paramLabel = "WHAT,...",
            defaultValue = "day,model",
            description =
                    "what to keep apart: day, member, project, token, provider, model (default:"
                            + " ${DEFAULT-VALUE})")
    private String by = "";

    @Option(
            names = "--from",
            paramLabel = "DAY",
            defaultValue = "",
            description = "the first day, of UTC: 2026-11-01 (default: 30 days before --until)")
    private String from = "";

    @Option(
            names = "--until",
            paramLabel = "DAY",
            defaultValue = "",
            description = "the first day no longer counted (default: tomorrow)")
    private String until = "";

    @Option(
            names = "--member",
            paramLabel = "NAME",
            defaultValue = "",
            description = "whose; everybody's by default with the operator's token, else one's own")
    private String member = "";

    @Option(names = "--csv", description = "print CSV")
    private boolean csv;

    UsageVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        if (csv && json()) {
            err().println("--csv and --json (expected: one of them)");
            return USED_WRONGLY;
        }
        if (csv) {
            gateway.lines(path() + "&format=csv", out()::println);
        } else if (json()) {
            out().println(Json.pretty(gateway.get(path())));
        } else {
            new UsageTable(gateway.get(path())).lines().forEach(out()::println);
        }
        return 0;
    }

    private String path() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("from", from);
        query.put("until", until);
        query.put("member", member);
        query.values().removeIf(String::isEmpty);
        query.put("group_by", by);
        return "/v1/usage?"
                + query.entrySet().stream()
                        .map(each ->
                                each.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
