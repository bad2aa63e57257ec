package dev.freeway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verbs that have verbs of their own, for who is served. */
final class MemberVerbs {
    static final String PLANS = "/api/plans";
    static final String ALERTS = "/api/alerts";
    private static final String MEMBERS = "/api/members";
    static final String INVITATIONS = "/api/invitations";
    private static final String ORGANISATIONS = "/api/organisations";
    private static final String PROJECTS = "/api/projects";
    private static final String KEYS = "/api/keys";
    private static final String TOKENS = "/api/tokens";

    private MemberVerbs() {}

    @Command(
            name = "members",
            description = "Add, show, change and remove members.",
            mixinStandardHelpOptions = true)
    private static final class Members {}

    @Command(
            name = "organisations",
            description = "Found, show, change and remove organisations.",
            mixinStandardHelpOptions = true)
    private static final class Organisations {}

    @Command(
            name = "projects",
            description = "Begin, list and end projects, which tell usage apart.",
            mixinStandardHelpOptions = true)
    private static final class Projects {}

    @Command(
            name = "invitations",
            description = "Invite, by a code that is printed or mailed; list and take back.",
            mixinStandardHelpOptions = true)
    private static final class Invitations {}

    @Command(
            name = "tokens",
            description = "Make, list and revoke tokens.",
            mixinStandardHelpOptions = true)
    private static final class Tokens {}

    @Command(
            name = "alerts",
            description = "Add, list and remove who is told when a limit runs low.",
            mixinStandardHelpOptions = true)
    private static final class Alerts {}

    @Command(
            name = "keys",
            description = "Bring your own accounts with providers, list and give them up.",
            mixinStandardHelpOptions = true)
    private static final class Keys {}

    @Command(
            name = "plans",
            description = "Show what can be granted.",
            mixinStandardHelpOptions = true)
    private static final class Plans {}

    @Command(
            name = "credits",
            description = "Show, grant and buy credits.",
            mixinStandardHelpOptions = true)
    private static final class Credits {}

    @Command(
            name = "sharing",
            description = "Consent to the keeping of what is said, export and erase it.",
            mixinStandardHelpOptions = true)
    private static final class Sharing {}

    @Command(
            name = "config",
            description = "Write who is served as a file, and make it as a file says.",
            mixinStandardHelpOptions = true)
    private static final class Config {}

    static CommandLine members(Surroundings around) {
        return new CommandLine(new Members())
                .addSubcommand(
                        new ListVerb(around, MEMBERS, "id", "role", "plan", "state", "email"))
                .addSubcommand(new MemberAddVerb(around))
                .addSubcommand(new ShowVerb(around, MEMBERS))
                .addSubcommand(new ChangeVerb(around, MEMBERS))
                .addSubcommand(new PasswordVerb(around, MEMBERS))
                .addSubcommand(new RemoveVerb(around, MEMBERS));
    }

    static CommandLine organisations(Surroundings around) {
        return new CommandLine(new Organisations())
                .addSubcommand(new ListVerb(around, ORGANISATIONS, "id", "plan", "state", "people"))
                .addSubcommand(new OrganisationAddVerb(around))
                .addSubcommand(new ShowVerb(around, ORGANISATIONS))
                .addSubcommand(new ChangeVerb(around, ORGANISATIONS))
                .addSubcommand(new OrganisationPlaceVerb(around))
                .addSubcommand(new RemoveVerb(around, ORGANISATIONS));
    }

    static CommandLine projects(Surroundings around) {
        return new CommandLine(new Projects())
                .addSubcommand(new ListVerb(around, PROJECTS, "id", "created_at"))
                .addSubcommand(new ProjectAddVerb(around))
                .addSubcommand(new ProjectRemoveVerb(around));
    }

    static CommandLine invitations(Surroundings around) {
        return new CommandLine(new Invitations())
                .addSubcommand(
                        new ListVerb(
                                around,
                                INVITATIONS,
                                "id",
                                "by",
                                "role",
                                "plan",
                                "organisation",
                                "email",
                                "expires_at"))
                .addSubcommand(new InvitationAddVerb(around))
                .addSubcommand(new RemoveVerb(around, INVITATIONS));
    }

    static CommandLine tokens(Surroundings around) {
        return new CommandLine(new Tokens())
                .addSubcommand(
                        new ListVerb(
                                around,
                                TOKENS,
                                "id",
                                "start",
                                "holder",
                                "label",
                                "scopes",
                                "expires_at",
                                "revoked_at",
                                "last_used_at"))
                .addSubcommand(new TokenCreateVerb(around))
                .addSubcommand("revoke", new RemoveVerb(around, TOKENS));
    }

    static CommandLine alerts(Surroundings around) {
        return new CommandLine(new Alerts())
                .addSubcommand(
                        new ListVerb(
                                around, ALERTS, "id", "of", "limit", "at", "to", "mail_to",
                                "problem"))
                .addSubcommand(new AlertAddVerb(around))
                .addSubcommand(new RemoveVerb(around, ALERTS));
    }

    static CommandLine keys(Surroundings around) {
        return new CommandLine(new Keys())
                .addSubcommand(
                        new ListVerb(
                                around,
                                KEYS,
                                "id",
                                "holder",
                                "provider",
                                "name",
                                "order",
                                "state",
                                "fingerprint"))
                .addSubcommand(new KeyAddVerb(around))
                .addSubcommand(new RemoveVerb(around, KEYS));
    }

    static CommandLine plans(Surroundings around) {
        return new CommandLine(new Plans())
                .addSubcommand(new ListVerb(around, PLANS, "id", "name"))
                .addSubcommand(new ShowVerb(around, PLANS));
    }

    static CommandLine credits(Surroundings around) {
        return new CommandLine(new Credits())
                .addSubcommand(new CreditsShowVerb(around))
                .addSubcommand(new CreditsStatementVerb(around))
                .addSubcommand(new CreditsGrantVerb(around))
                .addSubcommand(
                        "grants",
                        new ListVerb(
                                around,
                                "/api/credits",
                                "id",
                                "holder",
                                "source",
                                "micro_dollars",
                                "state",
                                "expires_at",
                                "note"))
                .addSubcommand(new CreditsOrderVerb(around))
                .addSubcommand(
                        "invoices",
                        new ListVerb(
                                around,
                                "/api/invoices",
                                "id",
                                "holder",
                                "micro_dollars",
                                "state",
                                "at",
                                "reference"))
                .addSubcommand(new InvoiceVerb(around, "pay"))
                .addSubcommand("checkout", new InvoiceVerb(around, "checkout"))
                .addSubcommand("void", new InvoiceVerb(around, "void"))
                .addSubcommand("refund", new InvoiceVerb(around, "refund"))
                .addSubcommand(new CeilingVerb(around));
    }

    static CommandLine sharing(Surroundings around) {
        return new CommandLine(new Sharing())
                .addSubcommand("show", new SharingVerb(around, "GET"))
                .addSubcommand("give", new SharingVerb(around, "PUT"))
                .addSubcommand("withdraw", new SharingVerb(around, "DELETE"))
                .addSubcommand(new SharingExportVerb(around))
                .addSubcommand(new SharingEraseVerb(around));
    }

    static CommandLine config(Surroundings around) {
        return new CommandLine(new Config())
                .addSubcommand(new ConfigExportVerb(around))
                .addSubcommand(new ConfigApplyVerb(around));
    }
}
