package dev.freeway.api.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Billing;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.member.Plan;
import dev.freeway.core.member.Purse;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Tally;
import dev.freeway.members.CreditBook;
import dev.freeway.members.CreditGrant;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The credits of an account, and what it is billed beyond them.
 *
 * @param grants those it spends from
 * @param ceilings the most that may be billed a month, in micro-dollars by billing
 * @param billings what may be billed at all
 * @param tallies where each counter stands
 */
public record CreditsPage(
        String holder,
        List<CreditGrant> grants,
        Map<String, Long> ceilings,
        List<String> billings,
        Function<CounterKey, Tally> tallies,
        Instant now) {
    /** In the order of {@link #line}. */
    public static final List<String> COLUMNS =
            List.of("seq", "at", "grant", "what", "micro_dollars");

    public CreditsPage {
        grants =
                grants.stream()
                        .filter(grant -> now.isBefore(grant.expiresAt()))
                        .sorted(
                                Comparator.comparing(CreditGrant::expiresAt)
                                        .thenComparing(CreditGrant::id))
                        .toList();
        ceilings = Map.copyOf(ceilings);
        billings = List.copyOf(billings);
    }

    /** As JSON: the grants as they are spent, first to expire first. */
    public JsonNode json() {
        ObjectNode page = Json.object().put("at", now.toString()).put("member", holder);
        page.put("balance_micro_dollars", grants.stream().mapToLong(this::left).sum());
        page.put(
                "spent_first",
                grants.stream()
                        .filter(grant -> left(grant) > 0)
                        .map(CreditGrant::id)
                        .findFirst()
                        .orElse(null));
        ArrayNode rows = page.putArray("grants");
        grants.forEach(grant -> rows.add(row(grant)));
        ObjectNode most = page.putObject("ceilings_micro_dollars");
        ceilings.forEach(most::put);
        page.put("to_pay_micro_dollars", billings.stream().mapToLong(this::billed).sum());
        return page;
    }

    private ObjectNode row(CreditGrant grant) {
        return grant(grant)
                .put("left_micro_dollars", left(grant))
                .put("held_micro_dollars", tallies.apply(grant.pot().key()).held());
    }

    /** One grant, as it was made. */
    public static ObjectNode grant(CreditGrant grant) {
        return Json.object()
                .put("id", grant.id())
                .put("source", grant.source().name().toLowerCase(Locale.ROOT))
                .put("micro_dollars", grant.microDollars())
                .put("granted_at", grant.at().toString())
                .put(
                        "expires_at",
                        Optional.of(grant.expiresAt())
                                .filter(at -> !at.equals(Instant.MAX))
                                .map(Instant::toString)
                                .orElse(null))
                .put("note", grant.note());
    }

    private long left(CreditGrant grant) {
        Bound pot = grant.pot();
        return Math.max(0, pot.limit().counter().room(tallies.apply(pot.key()), now));
    }

    /** What is to be paid for this month. */
    private long billed(String billing) {
        Bound ceiling = Bound.ceiling(CounterKey.GRANTED, holder, billing, 1);
        Limit limit = ceiling.limit();
        return limit.counter().used(tallies.apply(ceiling.key()), now);
    }

    /** The billings of some plans that credits do not pay for. */
    public static List<String> billings(List<Plan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.terms().billings().stream())
                .map(Billing::id)
                .filter(id -> !id.equals(Purse.CREDITS))
                .distinct()
                .toList();
    }

    /** One movement. */
    public static ObjectNode line(CreditBook.Line line) {
        return Json.object()
                .put("seq", line.seq())
                .put("at", line.at().toString())
                .put("grant", line.grant())
                .put("what", line.what())
                .put("micro_dollars", line.microDollars());
    }
}
