package dev.freeway.cli;

import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway organisations place NAME MEMBER}: what a person is to an organisation. */
@Command(
        name = "place",
        description = "Say what a member is to an organisation.",
        mixinStandardHelpOptions = true)
final class OrganisationPlaceVerb extends AdminVerb {
    @Parameters(index = "0", paramLabel = "NAME", description = "the organisation")
    private String name = "";

    @Parameters(index = "1", paramLabel = "MEMBER", description = "who")
    private String person = "";

    @Option(
            names = "--rank",
            defaultValue = "member",
            description = "owner, member, or none: no longer in it (default: ${DEFAULT-VALUE})")
    private String rank = "";

    OrganisationPlaceVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        String path = "/api/organisations/" + word(name) + "/people/" + word(person);
        show(
                rank.equals("none")
                        ? gateway.delete(path)
                        : gateway.send("PUT", path, Json.object().put("rank", rank)));
        return 0;
    }
}
