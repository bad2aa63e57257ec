package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway alerts add}: who is told when a limit runs low. */
@Command(
        name = "add",
        description = {
            "Have a webhook told, and print the secret it is signed by, once;",
            "or be mailed at your own address."
        },
        mixinStandardHelpOptions = true)
final class AlertAddVerb extends AdminVerb {
    @Option(
            names = "--of",
            paramLabel = "ACCOUNT",
            description = "the member or organisation whose limits; by default your own")
    private @Nullable String of;

    @Option(names = "--limit", description = "the id of one; by default every one")
    private @Nullable String limit;

    @Option(
            names = "--at",
            required = true,
            description = "such as 80%%, or forecast: spent before it resets, at this pace")
    private String at = "";

    @Option(names = "--to", paramLabel = "URL", description = "the webhook")
    private @Nullable String to;

    @Option(names = "--mail", description = "mail it to the member's own address instead")
    private boolean mail;

    AlertAddVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object();
        say(body, "of", of);
        say(body, "limit", limit);
        say(body, "at", at);
        say(body, "to", to);
        if (mail) {
            body.put("mail", true);
        }
        show(gateway.send("POST", MemberVerbs.ALERTS, body));
        return 0;
    }
}
