package dev.freeway.api.terms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Provider;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A provider as {@code GET /api/providers} shows it, and its terms as {@code /api/terms} does. */
public final class ProviderPage {
    private ProviderPage() {}

    /**
     * All that is known of it.
     *
     * @param all every account of the operator's
     */
    public static ObjectNode of(Provider provider, List<Account> all, Instant now) {
        List<Account> accounts =
                all.stream()
                        .filter(account -> account.provider().id().equals(provider.id()))
                        .toList();
        TermsPage terms = new TermsPage(provider.terms(), accounts, now);
        ObjectNode page = Json.object();
        state(page, provider, now);
        page.put("base_url", provider.baseUrl());
        page.put("dialect", provider.wire().dialect());
        TermsPage.texts(page, "key_variables", provider.keyVariables());
        ArrayNode ours = page.putArray("accounts");
        accounts.forEach(account -> ours.add(account(account)));
        said(page, provider, terms);
        return page;
    }

    /** What it says to everybody, whatever accounts there are. */
    public static ObjectNode terms(Provider provider, Instant now) {
        ObjectNode page = Json.object();
        state(page, provider, now);
        said(page, provider, new TermsPage(provider.terms(), List.of(), now));
        return page;
    }

    private static void said(ObjectNode page, Provider provider, TermsPage terms) {
        ArrayNode models = page.putArray("models");
        provider.models().forEach(model -> models.add(terms.model(model)));
        TermsPage.provenance(page.putObject("models_from"), provider.modelsFrom());
        terms.into(page);
    }

    private static void state(ObjectNode page, Provider provider, Instant now) {
        boolean retired = provider.retired(now);
        page.put("id", provider.id());
        page.put("name", provider.name());
        page.put("state", retired ? "retired" : "live");
        page.put("note", retired ? provider.retirement() : "");
        if (provider.retiredOn().equals(LocalDate.MAX)) {
            page.putNull("retired_on");
        } else {
            page.put("retired_on", provider.retiredOn().toString());
        }
    }

    private static ObjectNode account(Account account) {
        ObjectNode page = Json.object();
        page.put("name", account.name());
        account.permit()
                .owner()
                .ifPresentOrElse(owner -> page.put("owner", owner), () -> page.putNull("owner"));
        page.put("serves", TermsPage.lower(account.serves()));
        page.put("serves_retired", account.permit().retired());
        ObjectNode facts = page.putObject("facts");
        account.facts().values().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
        return page;
    }
}
