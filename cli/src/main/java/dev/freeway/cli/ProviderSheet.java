package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One provider in full: what it gives, to whom, for what, and who says so. */
final class ProviderSheet {
    private final JsonNode provider;
    private final Sheet sheet;

    ProviderSheet(JsonNode provider, Sheet sheet) {
        this.provider = provider;
        this.sheet = sheet;
    }

    List<String> lines() {
        sheet.title(text(provider, "name") + ", " + text(provider, "state"));
        sheet.say(text(provider, "note"));
        sheet.rows(
                new Listing()
                        .row("address", text(provider, "base_url"))
                        .row("speaks", text(provider, "dialect"))
                        .row("key in", orNone(joined(provider.path("key_variables")))));
        accounts();
        new ProviderLimits(provider, sheet).say();
        gates();
        billing();
        privacy();
        use();
        models();
        return sheet.lines();
    }

    private void accounts() {
        sheet.section("Accounts here");
        if (provider.path("accounts").isEmpty()) {
            sheet.say("none");
        }
        for (JsonNode account : provider.path("accounts")) {
            String owner = text(account, "owner");
            List<String> facts = new ArrayList<>();
            account.path("facts")
                    .properties()
                    .forEach(fact -> facts.add(fact.getKey() + " is " + fact.getValue().asText()));
            sheet.say(
                    "%s: %s, serves %s%s%s"
                            .formatted(
                                    text(account, "name"),
                                    owner.isEmpty() ? "the operators'" : "of " + owner,
                                    text(account, "serves"),
                                    account.path("serves_retired").asBoolean()
                                            ? ", asked although retired"
                                            : "",
                                    facts.isEmpty() ? "" : "; " + String.join(", ", facts)));
        }
    }

    private void gates() {
        if (provider.path("gates").isEmpty()) {
            return;
        }
        sheet.section("Free only where");
        for (JsonNode gate : provider.path("gates")) {
            String models = joined(gate.path("models"));
            String closed = joined(gate.path("closes"));
            String bills = text(gate, "billing");
            sheet.say(
                    "%s%s; else: %s%s%s"
                            .formatted(
                                    condition(gate),
                                    models.equals("*") ? "" : " (" + models + ")",
                                    text(gate, "otherwise"),
                                    bills.isEmpty() ? "" : "; billing '" + bills + "' opens it",
                                    closed.isEmpty() ? "" : "; CLOSED for: " + closed));
            source(gate);
        }
    }

    private static String condition(JsonNode gate) {
        String without = joined(gate.path("without"));
        if (!without.isEmpty()) {
            return "a request needs no " + without;
        }
        return text(gate, "when").isEmpty() ? ProviderLimits.days(gate) : text(gate, "when");
    }

    private void billing() {
        if (provider.path("billing").isEmpty()) {
            return;
        }
        sheet.section("What would cost money");
        for (JsonNode billing : provider.path("billing")) {
            String instead = joined(billing.path("instead"));
            List<String> allowed = new ArrayList<>();
            for (JsonNode account : billing.path("allowed")) {
                long most = account.path("micro_dollars_a_month").asLong();
                allowed.add(
                        "%s, at most %s a month"
                                .formatted(
                                        text(account, "account"),
                                        Amounts.of("micro_dollars", most)));
            }
            sheet.say(
                    "%s: %s%s; %s"
                            .formatted(
                                    text(billing, "id"),
                                    text(billing, "about"),
                                    instead.isEmpty() ? "" : "; after " + instead,
                                    allowed.isEmpty()
                                            ? "not allowed"
                                            : "ALLOWED for " + String.join("; ", allowed)));
            source(billing);
        }
    }

    private void privacy() {
        JsonNode privacy = provider.path("privacy");
        String unless = text(privacy, "unless");
        String bars = joined(privacy.path("bars"));
        sheet.section("Privacy");
        sheet.say(
                "trains on what it gets: %s; keeps it: %s%s%s"
                        .formatted(
                                text(privacy, "trains"),
                                text(privacy, "keeps"),
                                unless.isEmpty() ? "" : "; neither where " + unless,
                                bars.isEmpty() ? "" : "; must not serve " + bars));
        sheet.say(text(privacy, "note"));
        source(privacy);
    }

    private void use() {
        JsonNode use = provider.path("use");
        String wider = joined(use.path("served_wider_by"));
        sheet.section("Terms of use");
        sheet.say(
                "serves %s%s%s%s%s"
                        .formatted(
                                text(use, "serves"),
                                flag(use, "evaluation_only", "; for evaluation only"),
                                flag(use, "bars_resale", "; bars resale"),
                                flag(use, "bars_personal", "; bars personal use"),
                                wider.isEmpty() ? "" : "; SERVED WIDER by: " + wider));
        source(use);
    }

    private void models() {
        JsonNode models = provider.path("models");
        sheet.section("Models (%d)".formatted(models.size()));
        for (JsonNode model : models) {
            long output = model.path("output_tokens").asLong();
            sheet.say(
                    "%s: %scontext %s%s; %s%s%s%s%s"
                            .formatted(
                                    text(model, "id"),
                                    grade(model),
                                    Amounts.number(model.path("context_tokens").asLong()),
                                    output == 0 ? "" : ", answers up to " + Amounts.number(output),
                                    joined(model.path("can")),
                                    ProviderLimits.after("; tier ", text(model, "tier")),
                                    ProviderLimits.after("; ", ProviderLimits.days(model)),
                                    ProviderLimits.after("; also ", joined(model.path("names"))),
                                    ProviderLimits.after("; ", text(model, "price"))));
        }
        source(provider.path("models_from"));
    }

    /** How good its answers are; empty for what writes none. */
    private static String grade(JsonNode model) {
        String grade = text(model, "class");
        return grade.isEmpty() ? "" : "class " + grade + "; ";
    }

    private void source(JsonNode said) {
        sheet.aside(ProviderLimits.source(said));
    }

    private static String flag(JsonNode node, String name, String words) {
        return node.path(name).asBoolean() ? words : "";
    }

    private static String orNone(String words) {
        return words.isEmpty() ? "none" : words;
    }

    static String joined(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return Paint.printable(String.join(", ", texts));
    }

    static String text(JsonNode node, String field) {
        return node.path(field).isNull() ? "" : Paint.printable(node.path(field).asText());
    }
}
