package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway tokens create}: a token, and how far it goes. */
@Command(
        name = "create",
        description = "Make a token and print it; it is never shown again.",
        mixinStandardHelpOptions = true)
final class TokenCreateVerb extends AdminVerb {
    private static final Pattern BUDGET = Pattern.compile("(\\d{1,18}) ?([a-z_]+)/([a-z]+)");

    @Option(
            names = "--of",
            paramLabel = "ACCOUNT",
            description = "the member or organisation whose limits it uses; by default your own")
    private @Nullable String of;

    @Option(names = "--label", description = "what you call it")
    private @Nullable String label;

    @Option(names = "--project", description = "what it is for")
    private @Nullable String project;

    @Option(
            names = "--scopes",
            split = ",",
            description =
                    "models:read, predictions:write, usage:read (these by default), gateway:read,"
                            + " admin:read, admin:write")
    private List<String> scopes = List.of();

    @Option(names = "--models", split = ",", description = "names with * for any characters")
    private List<String> models = List.of();

    @Option(
            names = "--budget",
            paramLabel = "BUDGET",
            description = "such as 100requests/day or 50000total_tokens/month; may stand again")
    private List<String> budgets = List.of();

    @Option(names = "--networks", split = ",", description = "such as 10.0.0.0/8")
    private List<String> networks = List.of();

    @Option(names = "--expires", paramLabel = "TIME", description = "such as 2027-01-31T00:00:00Z")
    private @Nullable String expires;

    TokenCreateVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object();
        say(body, "of", of);
        say(body, "label", label);
        say(body, "project", project);
        say(body, "scopes", scopes);
        say(body, "models", models);
        say(body, "networks", networks);
        say(body, "expires_at", expires);
        ArrayNode list = body.putArray("budgets");
        for (String budget : budgets) {
            Matcher read = BUDGET.matcher(budget);
            if (!read.matches()) {
                err().println("--budget: '" + budget + "' (expected: such as 100requests/day)");
                return USED_WRONGLY;
            }
            list.addObject()
                    .put("amount", Long.parseLong(read.group(1)))
                    .put("meter", read.group(2))
                    .put("per", read.group(3));
        }
        show(gateway.send("POST", "/api/tokens", body));
        return 0;
    }
}
