package dev.freeway.core.routing;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Grant;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Allowance;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Claim;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Draw;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a request takes of an offer and of its member.
 *
 * @param ask as it is sent there: bounded where the member's plan bounds an answer
 * @param most it may use
 * @param draws from both sides
 */
public record Dues(Ask ask, Usage most, List<Draw> draws) {
    public Dues {
        draws = List.copyOf(draws);
    }

    static Dues of(Offer offer, Need need, Instant now) {
        Grant grant = need.member().grant(need.ask().model(), offer, now);
        return of(offer, need.ask(), grant.limits(need.ask().needs()));
    }

    /**
     * What is looked at to choose among offers: of the member's limits, those alone that count
     * models apart. The others hold wherever it goes.
     */
    static Dues apart(Offer offer, Need need, Instant now) {
        Allowance allowance = need.member().allowance();
        if (allowance.plain()) {
            return of(offer, need.ask(), List.of());
        }
        Grant grant = allowance.grant(need.ask().model(), offer, now);
        return of(
                offer,
                need.ask(),
                grant.limits(need.ask().needs()).stream()
                        .filter(bound -> !bound.key().subject().equals(CounterKey.SHARED))
                        .toList());
    }

    static Dues of(Offer offer, Ask asked, List<Bound> granted) {
        Ask ask = bounded(asked, offer, granted);
        Usage most = Router.estimate(offer, ask);
        List<Draw> draws = new ArrayList<>();
        granted.forEach(bound -> draws.add(granted(bound, ask, most)));
        Router.limits(offer, ask)
                .forEach(bound -> draws.add(new Draw(bound.key(), bound.limit(), most)));
        return new Dues(ask, most, draws);
    }

    /** Where nobody says how long an answer may be, it is as long as the plan lets it. */
    private static Ask bounded(Ask ask, Offer offer, List<Bound> granted) {
        if (ask.outputTokensMax().isPresent()) {
            return ask;
        }
        long bound =
                granted.stream()
                        .filter(cap -> cap.limit().meter() == Meter.OUTPUT_TOKENS)
                        .filter(cap -> cap.limit().counter() instanceof Cap)
                        .mapToLong(cap -> cap.limit().counter().amount() / ask.answers())
                        .min()
                        .orElse(Long.MAX_VALUE);
        return bound < offer.model().outputTokensDefault() ? ask.answeredWithin(bound) : ask;
    }

    /** A cap of ours compares what we count, not the most that any provider might. */
    private static Draw granted(Bound bound, Ask ask, Usage most) {
        Usage estimate =
                bound.limit().counter().keeps()
                        ? most
                        : Usage.of(ask.size().likelyInputTokens(), most.output())
                                .with(most.media());
        return new Draw(bound.key(), bound.limit(), estimate);
    }

    /** All of it, to be held. */
    public Claim claim() {
        return new Claim(draws);
    }

    /** The limits it takes from. */
    public Stream<Bound> limits() {
        return draws.stream().map(draw -> new Bound(draw.key(), draw.limit()));
    }
}
