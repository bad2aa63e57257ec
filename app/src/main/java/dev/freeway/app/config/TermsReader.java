package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Gate;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.catalog.TermsOfUse;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what a provider's free tier gives, to whom, and what it takes for it. */
final class TermsReader {
    private TermsReader() {}

    static Terms terms(Fields file) {
        return new Terms(
                LimitsReader.clauses(file),
                file.each("gates").stream().map(TermsReader::gate).toList(),
                file.each("billing").stream().map(TermsReader::billing).toList(),
                file.fields("privacy").map(TermsReader::privacy).orElse(Privacy.OWN),
                file.fields("use").map(TermsReader::use).orElse(TermsOfUse.ANYONE));
    }

    private static Gate gate(Fields gate) {
        List<String> models = gate.texts("models");
        List<Condition> when = Conditions.of(gate);
        boolean shut = when.isEmpty() && !gate.has("without");
        return new Gate(
                models.isEmpty() ? List.of("*") : models,
                shut ? Condition.NEVER : new Condition.All(when),
                ModelReader.abilities(gate.texts("without")),
                gate.text("billing").orElse(""),
                gate.needed("otherwise"),
                provenance(gate));
    }

    private static Billing billing(Fields billing) {
        return new Billing(
                billing.needed("id"),
                Set.copyOf(billing.texts("instead")),
                billing.needed("about"),
                provenance(billing));
    }

    private static Privacy privacy(Fields privacy) {
        List<Condition> unless =
                privacy.fields("unless").map(Conditions::when).orElse(List.of(Condition.NEVER));
        return new Privacy(
                answer(privacy, "trains"),
                answer(privacy, "keeps"),
                new Condition.All(unless),
                Set.copyOf(privacy.texts("bars")),
                privacy.text("note").orElse(""),
                provenance(privacy));
    }

    private static Privacy.Answer answer(Fields privacy, String name) {
        return Privacy.Answer.valueOf(privacy.needed(name).toUpperCase(Locale.ROOT));
    }

    private static TermsOfUse use(Fields use) {
        return new TermsOfUse(
                TermsOfUse.Serves.valueOf(use.needed("serves").toUpperCase(Locale.ROOT)),
                use.flag("evaluation_only"),
                use.flag("bars_resale"),
                use.flag("bars_personal"),
                provenance(use));
    }

    static Provenance provenance(Fields said) {
        return new Provenance(
                said.needed("source"),
                LocalDate.parse(said.needed("checked")),
                Provenance.Certainty.valueOf(said.needed("certainty").toUpperCase(Locale.ROOT)));
    }
}
