package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.plan.Demand;
import dev.freeway.api.plan.ForecastPage;
import dev.freeway.api.plan.Planner;
import dev.freeway.api.terms.ProviderPage;
import dev.freeway.api.usage.ActivityRow;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.member.Member;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Runway;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Tally;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What there is to read: models, keys, quota, providers, logs. Thread-safe. */
final class Pages {
    private final DoorParts parts;

    Pages(DoorParts parts) {
        this.parts = parts;
    }

    /** Every offer by its full and its bare name, and {@code auto}. */
    JsonNode models(Bearer bearer) {
        return ModelCard.list(listed(bearer).values());
    }

    Optional<JsonNode> model(String id, Bearer bearer) {
        return Optional.ofNullable(listed(bearer).get(id)).map(ModelCard::of);
    }

    /** Every name that can be asked for at the moment, by whom that is. */
    Map<String, Listed> listed(Bearer bearer) {
        return menu(bearer.member()).all();
    }

    /** Whether what goes by that name makes pictures. */
    boolean draws(String name) {
        return parts.router()
                .get()
                .listed(parts.clock().instant())
                .filter(offer -> offer.model().abilities().contains(Model.Ability.IMAGE))
                .anyMatch(offer ->
                        offer.id().equals(name)
                                || offer.model().id().equals(name)
                                || offer.model().names().contains(name));
    }

    /** What that member may ask for. */
    Menu menu(Member member) {
        return new Menu(parts.router().get(), member, parts.clock().instant());
    }

    private List<Offer> offers(Member member) {
        return parts.router().get().listed(parts.clock().instant(), member).toList();
    }

    /** Whose token it is, and what that member has left. */
    JsonNode key(Bearer bearer) {
        ObjectNode page = Json.object();
        ObjectNode data = page.putObject("data");
        data.put("member", bearer.member().name());
        data.put("plan", bearer.member().plan().id());
        data.put("operator", bearer.operator());
        ArrayNode limits = data.putArray("limits");
        limits(bearer.member()).forEach(bound -> limits.add(paced(bound)));
        return page;
    }

    /** Those that hold for everything, and of those for one model what has been touched. */
    Stream<Bound> limits(Member member) {
        Instant now = parts.clock().instant();
        Stream<Bound> apart =
                member.allowance().plain()
                        ? Stream.empty()
                        : offers(member).stream()
                                .map(Offer::model)
                                .flatMap(model -> member.grant("", model, now).limits().stream());
        return Stream.concat(
                member.allowance().limits(now).stream(),
                apart.filter(bound -> !bound.key().subject().equals(CounterKey.SHARED))
                        .distinct()
                        .filter(this::touched));
    }

    private boolean touched(Bound bound) {
        Standing standing = standing(bound);
        return standing.used() + standing.held() > 0;
    }

    JsonNode quota() {
        ObjectNode page = Json.object();
        page.put("at", parts.clock().instant().toString());
        ArrayNode limits = page.putArray("limits");
        kept().forEach(bound -> limits.add(paced(bound)));
        return page;
    }

    /** Every limit that counts over time. */
    List<Bound> kept() {
        return parts.limits().get().stream()
                .filter(bound -> bound.limit().counter().keeps())
                .toList();
    }

    /** With when nothing is left at the pace of its use so far, where that comes first. */
    ObjectNode paced(Bound bound) {
        ObjectNode limit = told(limit(standing(bound)), bound.key());
        Tally tally = parts.ledger().tally(bound.key());
        return limit.put(
                "spent_at",
                Runway.of(bound.limit(), tally, parts.clock().instant())
                        .flatMap(Runway::spentAt)
                        .map(Instant::toString)
                        .orElse(null));
    }

    /** What the provider says beside its terms: how large the limit is, and what is left of it. */
    private ObjectNode told(ObjectNode limit, CounterKey key) {
        parts.learner()
                .lesson(key)
                .ifPresent(lesson ->
                        limit.putObject("learned")
                                .put("amount", lesson.amount())
                                .put("at", lesson.at().toString())
                                .put("evidence", lesson.evidence()));
        parts.learner()
                .difference(key)
                .ifPresent(difference ->
                        limit.putObject("told")
                                .put("left", difference.left())
                                .put("ours", difference.ours())
                                .put("at", difference.at().toString())
                                .put("evidence", difference.evidence()));
        return limit;
    }

    List<Standing> standings() {
        return kept().stream().map(this::standing).toList();
    }

    Standing standing(Bound bound) {
        return Standing.of(
                bound.key(),
                bound.limit(),
                parts.ledger().tally(bound.key()),
                parts.clock().instant());
    }

    private static ObjectNode limit(Standing standing) {
        ObjectNode limit = Json.object();
        limit.put("provider", standing.key().provider());
        limit.put("account", standing.key().account());
        limit.put("model", standing.key().subject());
        limit.put("limit", standing.key().limit());
        limit.put("meter", standing.limit().meter().id());
        limit.put("amount", standing.limit().counter().amount());
        limit.put("used", standing.used());
        limit.put("held", standing.held());
        limit.put("left", standing.left());
        if (standing.resetsAt().equals(Instant.MAX)) {
            limit.putNull("resets_at");
        } else {
            limit.put("resets_at", standing.resetsAt().toString());
        }
        return limit;
    }

    /** What the accounts can carry of a demand. Takes seconds. */
    JsonNode plan(Demand demand, Bearer bearer) throws Refused {
        try {
            return ForecastPage.of(demand, parts.planner().plan(demand, bearer.member()));
        } catch (Planner.Busy e) {
            throw new Refused(
                    Problem.of(
                                    429,
                                    "rate_limit_error",
                                    "plan_in_progress",
                                    String.valueOf(e.getMessage()))
                            .with("retry-after", "5"));
        }
    }

    JsonNode providers() {
        List<Account> accounts = parts.accounts().get();
        return providers((provider, now) -> ProviderPage.of(provider, accounts, now));
    }

    JsonNode terms() {
        return providers(ProviderPage::terms);
    }

    private JsonNode providers(BiFunction<Provider, Instant, ObjectNode> one) {
        Instant now = parts.clock().instant();
        ObjectNode page = Json.object();
        page.put("at", now.toString());
        ArrayNode list = page.putArray("providers");
        parts.providers().get().forEach(provider -> list.add(one.apply(provider, now)));
        return page;
    }

    JsonNode logs(int limit) {
        ObjectNode page = Json.object();
        ArrayNode logs = page.putArray("logs");
        parts.history().latest(limit).forEach(activity -> logs.add(ActivityRow.of(activity)));
        return page;
    }
}
