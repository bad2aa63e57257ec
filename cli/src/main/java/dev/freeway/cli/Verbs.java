package dev.freeway.cli;

import java.util.List;
import picocli.CommandLine;

/** The verbs that speak to a gateway like any client. */
public final class Verbs {
    private Verbs() {}

    /** One command object each. */
    public static List<Object> all(Surroundings surroundings) {
        return List.of(
                new QuotaVerb(surroundings),
                new RunVerb(surroundings),
                new ModelsVerb(surroundings),
                new CommandLine(new ProvidersVerb(surroundings))
                        .addSubcommand(new ProviderTestVerb(surroundings)),
                new ExplainVerb(surroundings),
                new RoutingVerb(surroundings),
                new PlanVerb(surroundings),
                new UsageVerb(surroundings),
                new LogsVerb(surroundings),
                MemberVerbs.members(surroundings),
                MemberVerbs.organisations(surroundings),
                MemberVerbs.projects(surroundings),
                MemberVerbs.invitations(surroundings),
                MemberVerbs.tokens(surroundings),
                MemberVerbs.alerts(surroundings),
                MemberVerbs.keys(surroundings),
                MemberVerbs.plans(surroundings),
                MemberVerbs.credits(surroundings),
                MemberVerbs.sharing(surroundings),
                MemberVerbs.config(surroundings),
                new SetupVerb(surroundings),
                new LoginVerb(surroundings),
                new JoinVerb(surroundings));
    }
}
