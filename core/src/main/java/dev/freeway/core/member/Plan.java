package dev.freeway.core.member;

import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Holding;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A free tier we grant: terms like any provider's, but ours.
 *
 * @param terms what it gives, and what is charged for beyond
 * @param facts what is so of every account under it
 * @param lineup which models it knows, and as what
 * @param manner how limits are told under it
 * @param habits how requests under it are treated that do not say
 */
public record Plan(
        String id,
        String name,
        Terms terms,
        Facts facts,
        Lineup lineup,
        Manner manner,
        Habits habits) {
    /** Nothing is granted under it. */
    public static final Plan NONE = of("", Terms.of(List.of()), Habits.NONE);

    /** One that counts every model alike, and tells limits in our own words. */
    public static Plan of(String id, Terms terms, Habits habits) {
        return new Plan(id, id, terms, Facts.NONE, Lineup.ANY, Manner.OURS, habits);
    }

    /** A member on this plan, of whom nothing else is known. */
    public Member member(String name, boolean operator, Set<Privacy.Demand> demands) {
        Holding holding = new Holding(CounterKey.GRANTED, name, terms, facts, Permit.NONE);
        return new Member(
                name,
                "",
                operator,
                demands,
                new Allowance(this, holding, Purse.EMPTY, List.of(), List.of()));
    }

    /** How long its prompts may be, in tokens, one figure or another by model. */
    public LongStream inputCaps() {
        return terms.clauses().stream()
                .map(Clause::limit)
                .filter(limit -> limit.meter() == Meter.INPUT_TOKENS)
                .filter(limit -> limit.counter() instanceof Cap)
                .mapToLong(limit -> limit.counter().amount());
    }

    /** Whether no model is kept from its members, and none counts apart. */
    boolean plain() {
        return terms.gates().isEmpty() && terms.clauses().stream().allMatch(Clause::coversAll);
    }

    /** As what a request counts that asks for {@code asked} and is served by that model. */
    public Model counted(String asked, Model served) {
        return lineup.counted(asked, served);
    }
}
