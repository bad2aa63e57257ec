package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show NAME}: one of them. */
@Command(name = "show", description = "Show one of them.", mixinStandardHelpOptions = true)
final class ShowVerb extends AdminVerb {
    private final String path;

    @Parameters(paramLabel = "NAME", description = "which")
    private String name = "";

    ShowVerb(Surroundings surroundings, String path) {
        super(surroundings);
        this.path = path;
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        if (!path.equals(MemberVerbs.PLANS)) {
            show(gateway.get(path + "/" + word(name)));
            return 0;
        }
        for (JsonNode plan : gateway.get(path + "?limit=1000").path("data")) {
            if (plan.path("id").asText().equals(name)) {
                show(plan);
                return 0;
            }
        }
        err().println("no plan '" + name + "' (freeway plans list shows them)");
        return REFUSED;
    }
}
