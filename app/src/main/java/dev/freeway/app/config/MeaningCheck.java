package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Field;
import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.app.config.Yaml.Text;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.member.Plan;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema cannot say of the operator's file: that names exist, and stand there once. */
record MeaningCheck(Catalog catalog, Mistakes mistakes) {
    void check(Fields file) {
        file.fields("listen").ifPresent(this::listen);
        tokens(file.each("tokens"));
        accounts(file.each("accounts"));
        file.fields("mail").ifPresent(this::mail);
        file.fields("payments").flatMap(all -> all.fields("stripe")).ifPresent(this::stripe);
        hosting(file);
    }

    private void hosting(Fields file) {
        Optional<Fields> openid = HostingReader.openid(file);
        openid.filter(said -> !said.has("redirect_uri") && !file.has("public_url"))
                .ifPresent(said ->
                        mistakes.add(
                                said.place(),
                                "where browsers come back to is not said (expected: public_url, or"
                                        + " redirect_uri here)"));
        Optional<Fields> signUp = file.fields("sign_up");
        signUp.filter(_ -> openid.isEmpty())
                .ifPresent(said ->
                        mistakes.add(
                                said.place(),
                                "nobody can sign up without login (expected: login: {openid: ...}"
                                        + " beside it)"));
        signUp.flatMap(said -> text(said, "plan")).ifPresent(plan -> known("plan", plan, plans()));
    }

    private List<String> plans() {
        return catalog.plans().stream().map(Plan::id).toList();
    }

    private void mail(Fields mail) {
        text(mail, "tls")
                .filter(tls -> tls.text().equals("none"))
                .filter(_ -> mail.text("host").filter(MeaningCheck::loopback).isEmpty())
                .ifPresent(tls ->
                        mistakes.add(
                                tls.place(),
                                "mail would go to %s without TLS (expected: required, or a host on loopback)"
                                        .formatted(mail.text("host").orElse(""))));
        if (mail.has("user") != mail.has("password")) {
            mistakes.add(mail.place(), "user and password (expected: both, or neither)");
        }
    }

    /** What stands in for Stripe gets its key, and so is here. */
    private void stripe(Fields stripe) {
        text(stripe, "base_url")
                .filter(base -> base.text().startsWith("http:"))
                .filter(base -> !loopback(URI.create(base.text()).getHost()))
                .ifPresent(base ->
                        mistakes.add(
                                base.place(),
                                base.text()
                                        + " would be sent the key without TLS (expected: https, or"
                                        + " a loopback address)"));
    }

    private void listen(Fields listen) {
        text(listen, "host")
                .filter(host -> !loopback(host.text()) && !listen.flag("behind_proxy"))
                .ifPresent(host ->
                        mistakes.add(
                                host.place(),
                                host.text()
                                        + " is reachable from outside, without TLS"
                                        + " (expected: a loopback address, or behind_proxy:"
                                        + " true)"));
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void tokens(List<Fields> tokens) {
        Set<String> names = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (Fields token : tokens) {
            once(token, "name", names, "another token has this name");
            once(token, "token", values, "another member has this token");
            text(token, "plan").ifPresent(plan -> known("plan", plan, plans()));
        }
    }

    private void accounts(List<Fields> accounts) {
        Set<String> names = new HashSet<>();
        List<String> providers = catalog.providers().stream().map(Provider::id).toList();
        for (Fields account : accounts) {
            Optional<Text> provider = text(account, "provider");
            provider.ifPresent(id -> known("provider", id, providers));
            String name = provider.map(Text::text).orElse("") + "/" + ConfigReader.name(account);
            if (!names.add(name)) {
                mistakes.add(
                        account.place(),
                        "account '" + name + "' stands here twice (give each a name of its own)");
            }
            provider.flatMap(id -> catalog.provider(id.text()))
                    .ifPresent(found -> account(account, found));
        }
    }

    private void account(Fields account, Provider provider) {
        if (!account.has("key") && !provider.keyVariables().isEmpty()) {
            mistakes.add(account.place(), "key 'key' is missing");
        }
        account.fields("facts").ifPresent(facts -> facts(facts, provider));
        List<String> billings = provider.terms().billings().stream().map(Billing::id).toList();
        account.fields("allow_billing").stream()
                .flatMap(allowed -> allowed.fields().stream())
                .filter(allowed -> !billings.contains(allowed.name()))
                .forEach(allowed ->
                        mistakes.add(
                                allowed.place(),
                                "%s bills nothing by the name of '%s'"
                                                .formatted(provider.id(), allowed.name())
                                        + Closest.hint(allowed.name(), billings)));
    }

    private void facts(Fields facts, Provider provider) {
        List<Fact> all = catalog.facts(provider);
        for (Field said : facts.fields()) {
            all.stream()
                    .filter(fact -> fact.name().equals(said.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            fact -> fact(fact, said.value()),
                            () -> mistakes.add(said.place(), unknownFact(said, provider, all)));
        }
    }

    private static String unknownFact(Field said, Provider provider, List<Fact> all) {
        List<String> names = all.stream().map(Fact::name).toList();
        return "unknown fact '%s' of %s".formatted(said.name(), provider.id())
                + (names.isEmpty() ? " (expected: none)" : Closest.hint(said.name(), names));
    }

    private void fact(Fact fact, Yaml value) {
        if (value instanceof Text text && !fact.allows(text.text())) {
            mistakes.add(
                    text.place(), "'%s' (expected: %s)".formatted(text.text(), fact.expected()));
        }
    }

    private void known(String what, Text named, List<String> all) {
        if (!all.contains(named.text())) {
            mistakes.add(
                    named.place(),
                    "unknown %s '%s'".formatted(what, named.text())
                            + Closest.hint(named.text(), all));
        }
    }

    private void once(Fields entry, String name, Set<String> seen, String otherwise) {
        text(entry, name)
                .filter(text -> !seen.add(text.text()))
                .ifPresent(text -> mistakes.add(text.place(), otherwise));
    }

    private static Optional<Text> text(Fields entry, String name) {
        return entry.get(name).filter(Text.class::isInstance).map(Text.class::cast);
    }
}
