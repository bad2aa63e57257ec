package dev.freeway.api.terms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Gate;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What one provider's terms say, and for which of the operator's accounts.
 *
 * @param accounts the operator's with that provider
 */
record TermsPage(Terms terms, List<Account> accounts, Instant now) {
    void into(ObjectNode page) {
        ArrayNode limits = page.putArray("limits");
        terms.clauses().forEach(clause -> limits.add(clause(clause)));
        ArrayNode gates = page.putArray("gates");
        terms.gates().forEach(gate -> gates.add(gate(gate)));
        ArrayNode billings = page.putArray("billing");
        terms.billings().forEach(billing -> billings.add(billing(billing)));
        page.set("privacy", privacy(terms.privacy()));
        page.set("use", use(terms.use()));
    }

    private ObjectNode clause(Clause clause) {
        ObjectNode page = Json.object();
        page.put("id", clause.limit().id());
        page.put("words", Words.of(clause));
        page.put("meter", clause.limit().meter().id());
        page.put("amount", clause.limit().counter().amount());
        page.put("shape", Words.shape(clause.limit().counter()));
        page.put("per", lower(clause.per()));
        page.put("models", clause.models());
        page.put("tier", clause.tier());
        when(page, clause.when());
        named(page, "applies_to", account -> clause.when().holds(account.facts(), now));
        provenance(page, clause.provenance());
        return page;
    }

    private ObjectNode gate(Gate gate) {
        ObjectNode page = Json.object();
        texts(page, "models", gate.models());
        when(page, gate.when());
        texts(page, "without", gate.without().stream().map(TermsPage::lower).sorted().toList());
        page.put("otherwise", gate.otherwise());
        page.put("billing", gate.billing());
        named(
                page,
                "closes",
                account -> gate.without().isEmpty() && !gate.when().holds(account.facts(), now));
        provenance(page, gate.provenance());
        return page;
    }

    private ObjectNode billing(Billing billing) {
        ObjectNode page = Json.object();
        page.put("id", billing.id());
        page.put("about", billing.about());
        texts(page, "instead", billing.instead().stream().sorted().toList());
        ArrayNode allowed = page.putArray("allowed");
        for (Account account : accounts) {
            Long most = account.permit().billing().get(billing.id());
            if (most != null) {
                allowed.addObject()
                        .put("account", account.name())
                        .put("micro_dollars_a_month", most.longValue());
            }
        }
        provenance(page, billing.provenance());
        return page;
    }

    private ObjectNode privacy(Privacy privacy) {
        ObjectNode page = Json.object();
        page.put("trains", lower(privacy.trains()));
        page.put("keeps", lower(privacy.keeps()));
        page.put("unless", Words.unless(privacy));
        texts(page, "bars", privacy.bars().stream().sorted().toList());
        page.put("note", privacy.note());
        provenance(page, privacy.provenance());
        return page;
    }

    private ObjectNode use(TermsOfUse use) {
        ObjectNode page = Json.object();
        page.put("serves", lower(use.serves()));
        page.put("evaluation_only", use.evaluationOnly());
        page.put("bars_resale", use.barsResale());
        page.put("bars_personal", use.barsPersonal());
        named(page, "served_wider_by", account -> account.serves().compareTo(use.serves()) > 0);
        provenance(page, use.provenance());
        return page;
    }

    /** A model, with what it costs by each meter that prices it. */
    ObjectNode model(Model model) {
        ObjectNode page = Json.object();
        page.put("id", model.id());
        texts(page, "names", model.names());
        page.put("tier", model.tier());
        page.put("class", model.chats() ? model.merit().grade().id() : "");
        page.put("context_tokens", model.contextTokensMax());
        page.put("output_tokens", model.outputTokensMax());
        texts(page, "can", model.abilities().stream().sorted().map(TermsPage::lower).toList());
        when(page, model.when());
        page.put("price", ModelPrice.words(model));
        page.put("micro_dollars_per_million_output", model.microDollarsPerMillion());
        return page;
    }

    private void when(ObjectNode page, Condition condition) {
        page.put("when", Words.when(condition));
        Condition.Dated days = Words.days(condition);
        date(page, "from", days.from());
        date(page, "until", days.until());
        page.put("holds", holds(days));
    }

    private String holds(Condition.Dated days) {
        if (days.holds(Facts.NONE, now)) {
            return "today";
        }
        return LocalDate.ofInstant(now, ZoneOffset.UTC).isBefore(days.from()) ? "later" : "before";
    }

    private static void date(ObjectNode page, String name, LocalDate day) {
        if (day.equals(LocalDate.MIN) || day.equals(LocalDate.MAX)) {
            page.putNull(name);
        } else {
            page.put(name, day.toString());
        }
    }

    static void provenance(ObjectNode page, Provenance provenance) {
        page.put("source", provenance.source());
        page.put("checked", provenance.checked().toString());
        page.put("certainty", lower(provenance.certainty()));
    }

    private void named(ObjectNode page, String name, Predicate<Account> those) {
        texts(page, name, accounts.stream().filter(those).map(Account::name).toList());
    }

    static void texts(ObjectNode page, String name, Collection<String> texts) {
        ArrayNode array = page.putArray(name);
        texts.forEach(array::add);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
