package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway invitations add}: a code by which somebody comes in. */
@Command(
        name = "add",
        description = "Invite, and print the code, once; or have it mailed, and not printed.",
        mixinStandardHelpOptions = true)
final class InvitationAddVerb extends AdminVerb {
    @Option(names = "--email", description = "where the code is sent; by default it is printed")
    private @Nullable String email;

    @Option(names = "--organisation", description = "what is joined")
    private @Nullable String organisation;

    @Option(names = "--rank", description = "what is become there: member or owner")
    private @Nullable String rank;

    @Option(names = "--role", description = "of a new person: member or operator")
    private @Nullable String role;

    @Option(names = "--plan", description = "of a new person: what is granted")
    private @Nullable String plan;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "such as 2027-01-31T00:00:00Z; by default in a week")
    private @Nullable String expires;

    InvitationAddVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        ObjectNode body = Json.object();
        say(body, "email", email);
        say(body, "organisation", organisation);
        say(body, "rank", rank);
        say(body, "role", role);
        say(body, "plan", plan);
        say(body, "expires_at", expires);
        show(gateway.send("POST", MemberVerbs.INVITATIONS, body));
        return 0;
    }
}
