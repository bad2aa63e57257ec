package dev.freeway.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Dimension;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.member.Plan;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Charge;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Exhaustion;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Turns a catalog file into a provider or a plan. */
final class TermsReader {
    private TermsReader() {}

    static Provider provider(JsonNode file) {
        Map<String, String> paths = new LinkedHashMap<>();
        file.path("paths")
                .properties()
                .forEach(path -> paths.put(path.getKey(), path.getValue().asText()));
        return new Provider(
                file.path("id").asText(),
                file.path("name").asText(),
                URI.create(file.path("base_url").asText()),
                texts(file.path("key_variables")),
                paths,
                file.path("output_bound").asText("max_tokens"),
                date(file.path("retired_on"), LocalDate.MAX),
                file.path("retirement").asText(""),
                file.path("stops_on_cancel").asBoolean(),
                list(file.path("models"), TermsReader::model),
                list(file.path("limits"), TermsReader::clause));
    }

    static Plan plan(JsonNode file) {
        return new Plan(file.path("id").asText(), list(file.path("limits"), TermsReader::clause));
    }

    private static Model model(JsonNode model) {
        Set<Model.Ability> can = EnumSet.noneOf(Model.Ability.class);
        texts(model.path("can")).forEach(name -> can.add(Model.Ability.valueOf(upper(name))));
        return new Model(
                model.path("id").asText(),
                texts(model.path("names")),
                model.path("tier").asText(""),
                model.path("context").asLong(),
                model.path("output").asLong(),
                model.path("default_output").asLong(),
                can,
                model.path("micro_dollars_per_million").asLong(),
                model.path("tokens_per_second").asLong());
    }

    private static Clause clause(JsonNode clause) {
        Meter meter = Meter.valueOf(upper(clause.path("meter").asText()));
        Limit limit =
                new Limit(
                        clause.path("id").asText(),
                        meter,
                        Price.of(meter),
                        counter(clause),
                        Charge.valueOf(upper(clause.path("charge").asText("reserve"))),
                        new Exhaustion.Refuse());
        return new Clause(
                limit,
                Dimension.valueOf(upper(clause.path("per").asText("account"))),
                clause.path("models").asText("*"),
                clause.path("tier").asText("*"),
                condition(clause),
                new Provenance(
                        clause.path("source").asText(),
                        LocalDate.parse(clause.path("checked").asText()),
                        Provenance.Certainty.valueOf(
                                upper(clause.path("certainty").asText("verified")))));
    }

    private static Counter counter(JsonNode clause) {
        Counter counter = disclosed(clause);
        return clause.path("undisclosed").asBoolean() ? new Undisclosed(counter) : counter;
    }

    private static Counter disclosed(JsonNode clause) {
        if (clause.has("window")) {
            return window(clause);
        }
        if (clause.has("bucket")) {
            long amount = clause.get("bucket").asLong();
            long burst = clause.path("burst").asLong(amount);
            return new Bucket(burst, amount, duration(clause.path("period").asText()));
        }
        if (clause.has("pot")) {
            return new Pot(clause.get("pot").asLong(), Instant.MAX);
        }
        return clause.has("slots")
                ? new Slots(clause.get("slots").asLong())
                : new Cap(clause.path("cap").asLong());
    }

    private static Window window(JsonNode clause) {
        long amount = clause.get("window").asLong();
        String name = clause.path("anchor").asText("rolling");
        Duration guard = duration(clause.path("guard").asText("0s"));
        if (name.equals("rolling") || name.equals("first_use")) {
            Anchor anchor = name.equals("rolling") ? new Anchor.Rolling() : new Anchor.FirstUse();
            return new Window(amount, duration(clause.path("period").asText()), anchor, guard);
        }
        ZoneId zone = ZoneId.of(clause.path("zone").asText("UTC"));
        return Window.calendar(amount, CalendarUnit.valueOf(upper(name)), zone).guarded(guard);
    }

    private static Condition condition(JsonNode clause) {
        List<Condition> all = new ArrayList<>();
        JsonNode when = clause.path("when");
        String fact = when.path("fact").asText();
        if (when.has("is")) {
            all.add(new Condition.Is(fact, when.get("is").asText()));
        }
        if (when.has("at_least")) {
            all.add(new Condition.AtLeast(fact, when.get("at_least").asLong()));
        }
        if (when.has("below")) {
            all.add(new Condition.Not(new Condition.AtLeast(fact, when.get("below").asLong())));
        }
        if (clause.has("from") || clause.has("until")) {
            all.add(
                    new Condition.Dated(
                            date(clause.path("from"), LocalDate.MIN),
                            date(clause.path("until"), LocalDate.MAX)));
        }
        return new Condition.All(all);
    }

    /** {@code 60s}, {@code 5m}, {@code 1h}, {@code 30d}. */
    static Duration duration(String text) {
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            case 'd' -> Duration.ofDays(amount);
            default ->
                    throw new IllegalArgumentException(
                            "duration: " + text + " (expected: like 60s, 5m, 1h or 30d)");
        };
    }

    private static LocalDate date(JsonNode date, LocalDate otherwise) {
        return date.isTextual() ? LocalDate.parse(date.asText()) : otherwise;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    private static <T> List<T> list(JsonNode array, java.util.function.Function<JsonNode, T> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).toList();
    }
}
