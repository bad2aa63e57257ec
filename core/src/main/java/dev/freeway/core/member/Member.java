package dev.freeway.core.member;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Grant;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who is served here, as the relay sees one.
 *
 * @param name of the account that is charged, unique
 * @param project of that account, which it asks for, or empty
 * @param operator whether it runs this gateway
 * @param demands what must not happen to what it sends
 */
public record Member(
        String name,
        String project,
        boolean operator,
        Set<Privacy.Demand> demands,
        Allowance allowance) {
    public Member {
        demands = Set.copyOf(demands);
    }

    /** One with these limits, whatever it asks for. */
    public Member(
            String name,
            String plan,
            boolean operator,
            Set<Privacy.Demand> demands,
            List<Bound> limits) {
        this(
                name,
                "",
                operator,
                demands,
                Plan.of(plan, Terms.of(List.of()), Habits.NONE)
                        .member(name, operator, demands)
                        .allowance()
                        .within(limits, List.of()));
    }

    /** The same, asking for that project. */
    public Member askingFor(String other) {
        return new Member(name, other, operator, demands, allowance);
    }

    /** Whether it may know of that offer. */
    public boolean mayKnow(Offer offer) {
        return offer.account().isThereFor(name, project);
    }

    /** What it was granted under. */
    public Plan plan() {
        return allowance.plan();
    }

    /** What a request takes of it that asks for {@code asked} and is served by that model. */
    public Grant grant(String asked, Model served, Instant now) {
        return allowance.grant(asked, served, now);
    }

    /** The same, served there. */
    public Grant grant(String asked, Offer offer, Instant now) {
        return allowance.grant(asked, offer, now);
    }
}
