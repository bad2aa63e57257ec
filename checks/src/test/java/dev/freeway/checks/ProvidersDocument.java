package dev.freeway.checks;

import dev.freeway.api.terms.ModelPrice;
import dev.freeway.api.terms.Words;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Fact;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Gate;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.quota.Limit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalog as a document: every provider, and where each thing said of it comes from. */
record ProvidersDocument(Catalog catalog) {
    private static final String HEAD =
            """
            # Providers

            What the catalog knows of each free tier, as written by a test from `catalog/`: a figure is corrected there.
            `./freeway providers NAME` shows the same for the day it is asked, and for your accounts.

            Certainty: *verified* was read at the provider's own page, repository or SDK; *observed* was recorded by somebody else
            from a live answer; *uncertain* is disputed, or nobody says. A limit that is not published is assumed, until the
            provider's answers say better.
            """;

    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("\n| provider | offers | trains | keeps | serves |\n|---|---|---|---|---|\n");
        catalog.providers().forEach(provider -> text.append(overview(provider)));
        catalog.providers().forEach(provider -> text.append(section(provider)));
        return text.toString();
    }

    private static String overview(Provider provider) {
        Privacy privacy = provider.terms().privacy();
        return MarkdownRow.of(
                "[%s](#%s)".formatted(provider.id(), anchor(provider)),
                provider.retiredOn().equals(LocalDate.MAX)
                        ? offers(provider)
                        : "nothing since " + provider.retiredOn(),
                lower(privacy.trains()),
                lower(privacy.keeps()),
                lower(provider.terms().use().serves()));
    }

    private static String anchor(Provider provider) {
        return provider.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }

    /** How many models, and what stands before them. */
    private static String offers(Provider provider) {
        int models = provider.models().size();
        String gated = provider.terms().gates().isEmpty() ? "" : ", with conditions";
        return models == 0 ? "whatever it has" : models + " models" + gated;
    }

    private String section(Provider provider) {
        StringBuilder text = new StringBuilder("\n## " + provider.name() + "\n\n");
        text.append("`%s`, at `%s`".formatted(provider.id(), provider.baseUrl()));
        if (!provider.keyVariables().isEmpty()) {
            text.append(", key in " + quoted(provider.keyVariables()));
        }
        text.append(".");
        if (!provider.retirement().isEmpty()) {
            text.append(
                    "\n\n**Ended %s**: %s.".formatted(provider.retiredOn(), provider.retirement()));
        }
        text.append("\n");
        text.append(limits(provider.terms().clauses()));
        text.append(gates(provider.terms().gates()));
        text.append(billings(provider.terms().billings()));
        text.append(facts(catalog.facts(provider)));
        text.append(promises(provider));
        text.append(models(provider));
        return text.toString();
    }

    private static String limits(List<Clause> clauses) {
        return table(
                "Limits",
                List.of("limit", "figure", "shape", "counted", "where", "from", "until", "source"),
                clauses.stream().map(ProvidersDocument::limit).toList());
    }

    private static List<String> limit(Clause clause) {
        Limit limit = clause.limit();
        List<String> where = new ArrayList<>();
        where.add(Words.when(clause.when()));
        where.add(clause.models().equals("*") ? "" : "models `" + clause.models() + "`");
        where.add(clause.tier().equals("*") ? "" : "tier " + clause.tier());
        Condition.Dated days = Words.days(clause.when());
        return List.of(
                "`" + limit.id() + "`",
                Words.figure(limit.meter(), limit.counter().amount()),
                Words.shape(limit.counter()),
                Words.per(clause.per()),
                where.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("; ")),
                day(days.from()),
                day(days.until()),
                source(clause.provenance()));
    }

    private static String gates(List<Gate> gates) {
        return table(
                "Free only where",
                List.of("models", "condition", "else", "opened by billing", "source"),
                gates.stream()
                        .map(gate ->
                                List.of(
                                        quoted(gate.models()),
                                        condition(gate),
                                        gate.otherwise(),
                                        gate.billing().isEmpty()
                                                ? ""
                                                : quoted(List.of(gate.billing())),
                                        source(gate.provenance())))
                        .toList());
    }

    private static String condition(Gate gate) {
        String needs =
                gate.without().stream()
                        .map(ProvidersDocument::lower)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return needs.isEmpty() ? Words.when(gate.when()) : "the request needs no " + needs;
    }

    private static String billings(List<Billing> billings) {
        return table(
                "What would cost money, where `allow_billing` names it",
                List.of("id", "what", "after", "source"),
                billings.stream()
                        .map(billing ->
                                List.of(
                                        quoted(List.of(billing.id())),
                                        billing.about(),
                                        quoted(billing.instead().stream().sorted().toList()),
                                        source(billing.provenance())))
                        .toList());
    }

    private static String facts(List<Fact> facts) {
        return table(
                "Facts an operator can set",
                List.of("fact", "values", "default", "what"),
                facts.stream()
                        .map(fact ->
                                List.of(
                                        quoted(List.of(fact.name())),
                                        fact.integer() ? "a whole number" : values(fact),
                                        quoted(List.of(fact.otherwise())),
                                        fact.about()))
                        .toList());
    }

    private static String values(Fact fact) {
        return fact.values().isEmpty() ? "text" : quoted(fact.values());
    }

    private static String promises(Provider provider) {
        Privacy privacy = provider.terms().privacy();
        TermsOfUse use = provider.terms().use();
        String unless = Words.unless(privacy);
        List<String> kept = new ArrayList<>();
        kept.add("trains: " + lower(privacy.trains()));
        kept.add("keeps: " + lower(privacy.keeps()));
        kept.add(unless.isEmpty() ? "" : "neither where " + unless);
        kept.add(
                privacy.bars().isEmpty()
                        ? ""
                        : "must not serve "
                                + String.join(", ", privacy.bars().stream().sorted().toList()));
        kept.add(privacy.note());
        List<String> used = new ArrayList<>();
        used.add("serves: " + lower(use.serves()));
        used.add(use.evaluationOnly() ? "for evaluation only" : "");
        used.add(use.barsResale() ? "bars resale" : "");
        used.add(use.barsPersonal() ? "bars personal use" : "");
        return table(
                "Privacy and terms of use",
                List.of("what", "says", "source"),
                List.of(
                        List.of("privacy", joined(kept), source(privacy.provenance())),
                        List.of("terms of use", joined(used), source(use.provenance()))));
    }

    private static String models(Provider provider) {
        return table(
                "Models (" + source(provider.modelsFrom()) + ")",
                List.of(
                        "model",
                        "also called",
                        "class",
                        "tier",
                        "context",
                        "answer",
                        "can",
                        "price",
                        "offered"),
                provider.models().stream().map(ProvidersDocument::model).toList());
    }

    private static List<String> model(Model model) {
        Condition.Dated days = Words.days(model.when());
        return List.of(
                quoted(List.of(model.id())),
                quoted(model.names()),
                model.chats() ? lower(model.merit().grade()) : "",
                model.tier(),
                "%,d".formatted(model.contextTokensMax()),
                model.outputTokensMax() == 0 ? "" : "%,d".formatted(model.outputTokensMax()),
                model.abilities().stream()
                        .sorted()
                        .map(ProvidersDocument::lower)
                        .collect(Collectors.joining(", ")),
                ModelPrice.words(model),
                joined(
                        List.of(
                                after("from ", day(days.from())),
                                after("until ", day(days.until())))));
    }

    private static String table(String title, List<String> columns, List<List<String>> rows) {
        return rows.isEmpty() ? "" : "\n" + title + ":\n\n" + MarkdownRow.table(columns, rows);
    }

    private static String source(Provenance provenance) {
        return "%s: %s, read %s"
                .formatted(
                        lower(provenance.certainty()), provenance.source(), provenance.checked());
    }

    private static String day(LocalDate day) {
        return day.equals(LocalDate.MIN) || day.equals(LocalDate.MAX) ? "" : day.toString();
    }

    private static String after(String lead, String words) {
        return words.isEmpty() ? "" : lead + words;
    }

    private static String joined(List<String> parts) {
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
