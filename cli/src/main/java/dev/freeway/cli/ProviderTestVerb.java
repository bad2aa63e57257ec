package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway providers test}: whether a key works, and what the provider says. */
@Command(
        name = "test",
        description = "Make one real call with your key, the cheapest there is: a word, one token.",
        mixinStandardHelpOptions = true)
final class ProviderTestVerb extends Verb {
    @Parameters(arity = "1", paramLabel = "NAME", description = "whom to ask")
    private String name = "";

    @Option(
            names = "--account",
            defaultValue = "",
            description = "yours that is to be tried; by default whichever has most left")
    private String account = "";

    ProviderTestVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        Optional<JsonNode> provider = ProvidersVerb.find(gateway, name);
        String obstacle =
                provider.map(this::obstacle)
                        .orElse("no provider '" + name + "' (freeway providers lists them)");
        if (!obstacle.isEmpty()) {
            err().println(obstacle);
            return REFUSED;
        }
        Optional<CheapestCall> call = CheapestCall.to(provider.orElseThrow(), account, gateway);
        if (call.isEmpty()) {
            err().println(name + " has no model for chat or embeddings that could be tried");
            return REFUSED;
        }
        return made(call.get(), gateway);
    }

    private int made(CheapestCall call, HttpCall gateway) throws Failed {
        Instant asked = surroundings().clock().instant();
        HttpCall.Answer answer = gateway.ask(call.path(), call.request());
        Duration took = Duration.between(asked, surroundings().clock().instant());
        TestReport report = new TestReport(call.request().path("model").asText(), answer, took);
        if (json()) {
            out().println(Json.pretty(report.json()));
        } else {
            Sheet sheet = new Sheet(Paint.of(surroundings().color()), surroundings().width());
            report.lines(sheet).forEach(out()::println);
        }
        return report.served() ? 0 : REFUSED;
    }

    /** Why there is nobody to ask there; empty: there is. */
    private String obstacle(JsonNode provider) {
        List<String> accounts = new ArrayList<>();
        provider.path("accounts").forEach(known -> accounts.add(known.path("name").asText()));
        if (accounts.isEmpty()) {
            String variables = ProviderSheet.joined(provider.path("key_variables"));
            return "no account at %s here (%sname one under accounts)"
                    .formatted(name, variables.isEmpty() ? "" : "set " + variables + ", or ");
        }
        return account.isEmpty() || accounts.contains(account)
                ? ""
                : "no account '%s' at %s (expected: %s)"
                        .formatted(account, name, String.join(", ", accounts));
    }
}
