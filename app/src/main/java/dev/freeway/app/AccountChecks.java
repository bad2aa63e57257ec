package dev.freeway.app;

import dev.freeway.api.terms.Words;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Gate;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.quota.Meter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the operator's accounts may do, and where that is not what their terms say. Pure. */
record AccountChecks(List<Account> accounts, Instant now) {
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(doubles());
        for (Account account : accounts) {
            Stream.of(wider(account), billed(account), barred(account), closed(account))
                    .forEach(findings::addAll);
        }
        return findings;
    }

    /** Limits belong to accounts: a second one of the same owner is stacking. */
    private List<Finding> doubles() {
        List<Finding> doubles = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            for (Account other : accounts.subList(i + 1, accounts.size())) {
                doubles.addAll(doubled(accounts.get(i), other));
            }
        }
        return doubles;
    }

    private static List<Finding> doubled(Account one, Account other) {
        if (!one.provider().id().equals(other.provider().id())) {
            return List.of();
        }
        String pair =
                "%s: accounts '%s' and '%s' "
                        .formatted(one.provider().id(), one.name(), other.name());
        if (!one.key().reveal().isEmpty() && one.key().equals(other.key())) {
            return bad("doubles", pair + "have the same key: its limits would be counted twice");
        }
        return one.permit().owner().equals(other.permit().owner())
                ? warn("doubles", pair + "are two of one owner: most providers forbid it")
                : List.of();
    }

    private static List<Finding> wider(Account account) {
        TermsOfUse use = account.provider().terms().use();
        if (account.serves().compareTo(use.serves()) <= 0) {
            return List.of();
        }
        return warn(
                "serves",
                "%s serves %s, at your own risk: its terms of use say %s%s (%s)"
                        .formatted(
                                name(account),
                                lower(account.serves()),
                                lower(use.serves()),
                                use.evaluationOnly() ? ", for evaluation only" : "",
                                source(use.provenance())));
    }

    private static List<Finding> billed(Account account) {
        return account.provider().terms().billings().stream()
                .filter(billing -> account.permit().billing().containsKey(billing.id()))
                .map(billing -> allowed(account, billing))
                .toList();
    }

    private static Finding allowed(Account account, Billing billing) {
        long most = account.permit().billing().getOrDefault(billing.id(), 0L);
        return new Finding(
                "billing",
                Finding.State.OK,
                "%s may charge for '%s', at most %s a calendar month: %s"
                        .formatted(
                                name(account),
                                billing.id(),
                                Words.figure(Meter.MICRO_DOLLARS, most),
                                billing.about()));
    }

    private static List<Finding> barred(Account account) {
        List<String> barred =
                account.provider().terms().privacy().bars().stream()
                        .filter(account.permit().regions()::contains)
                        .sorted()
                        .toList();
        return barred.isEmpty()
                ? List.of()
                : warn(
                        "closed",
                        "%s serves nobody: its free tier must not serve %s (%s)"
                                .formatted(
                                        name(account),
                                        String.join(", ", barred),
                                        source(account.provider().terms().privacy().provenance())));
    }

    private List<Finding> closed(Account account) {
        return account.provider().terms().gates().stream()
                .filter(gate -> gate.without().isEmpty())
                .filter(gate -> !gate.when().holds(account.facts(), now))
                .filter(gate -> !account.permit().billing().containsKey(gate.billing()))
                .map(gate -> closed(account, gate))
                .toList();
    }

    private static Finding closed(Account account, Gate gate) {
        String opens = Words.when(gate.when());
        return new Finding(
                "closed",
                Finding.State.WARN,
                "%s%s: %s%s"
                        .formatted(
                                name(account),
                                gate.models().contains("*")
                                        ? ""
                                        : " for " + String.join(", ", gate.models()),
                                gate.otherwise(),
                                opens.isEmpty() || opens.equals("never")
                                        ? ""
                                        : " (facts: open where " + opens + ")"));
    }

    private static String name(Account account) {
        return "%s '%s'".formatted(account.provider().id(), account.name());
    }

    private static String source(Provenance provenance) {
        return "%s: %s, read %s"
                .formatted(
                        lower(provenance.certainty()), provenance.source(), provenance.checked());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<Finding> warn(String check, String detail) {
        return List.of(new Finding(check, Finding.State.WARN, detail));
    }

    private static List<Finding> bad(String check, String detail) {
        return List.of(new Finding(check, Finding.State.BAD, detail));
    }
}
