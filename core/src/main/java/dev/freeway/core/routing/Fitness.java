package dev.freeway.core.routing;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.member.Member;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Whether an offer could serve a request at all, whatever is left of it. */
final class Fitness {
    /** The least that tokenizers count of what is likely: docs/reference/tokens.md. */
    private static final double SURELY = 0.8;

    private Fitness() {}

    /** What the offer lacks for this request, if anything. */
    static Optional<String> lacking(Offer offer, Wanted wanted, Need need, Instant now) {
        Ask ask = need.ask();
        return retired(offer.account(), now)
                .or(() -> stranger(offer.account(), need.member()))
                .or(() -> barred(offer.account()))
                .or(() -> runsNone(offer.account(), ask))
                .or(() -> unable(offer.model(), ask))
                .or(() -> wanted.lacking(offer.model(), ask))
                .or(() -> offer.closed(ask.needs()))
                .or(() -> kept(offer, need, now))
                .or(() -> Spending.above(offer, ask))
                .or(() -> indiscreet(offer.account(), ask, now))
                .or(() -> tooLong(offer.model(), ask));
    }

    /** Whether it can serve anything. */
    static boolean alive(Offer offer, Instant now) {
        return offer.closed().isEmpty() && retired(offer.account(), now).isEmpty();
    }

    private static Optional<String> retired(Account account, Instant now) {
        return account.provider().retired(now) && !account.permit().retired()
                ? Optional.of(account.provider().retirement())
                : Optional.empty();
    }

    /** An account that may serve its owner alone serves whoever brought it. */
    private static Optional<String> stranger(Account account, Member member) {
        if (account.serves() != TermsOfUse.Serves.OWNER) {
            return Optional.empty();
        }
        boolean owns =
                account.permit().owner().map(member.name()::equals).orElse(member.operator());
        return owns
                ? Optional.empty()
                : Optional.of("its terms of use let it serve its owner alone");
    }

    private static Optional<String> barred(Account account) {
        if (account.permit().regions().isEmpty()) {
            return Optional.empty();
        }
        return account.provider().terms().privacy().bars().stream()
                .filter(account.permit().regions()::contains)
                .findFirst()
                .map(region -> "its free tier must not serve " + region);
    }

    /** A model's own words are its provider's: one of the same name elsewhere knows others. */
    private static Optional<String> runsNone(Account account, Ask ask) {
        boolean runs =
                ask.endpoint() != Endpoint.PREDICTIONS
                        || account.provider().wire().paths().containsKey(ask.endpoint().id());
        return runs ? Optional.empty() : Optional.of("its provider runs no predictions");
    }

    private static Optional<String> unable(Model model, Ask ask) {
        for (Model.Ability need : ask.needs()) {
            if (!model.abilities().contains(need)) {
                return Optional.of("no " + need.name().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> kept(Offer offer, Need need, Instant now) {
        Member member = need.member();
        return member.allowance().plain()
                ? Optional.empty()
                : member.grant(need.ask().model(), offer, now).closed(need.ask().needs());
    }

    private static Optional<String> indiscreet(Account account, Ask ask, Instant now) {
        if (ask.consent().demands().isEmpty()) {
            return Optional.empty();
        }
        Privacy privacy = account.provider().terms().privacy();
        return ask.consent().demands().stream()
                .filter(demand -> !privacy.meets(demand, account.facts(), now))
                .map(demand -> "does not promise " + demand.id())
                .findFirst();
    }

    private static Optional<String> tooLong(Model model, Ask ask) {
        long output = ask.outputTokensMax().orElse(0);
        if (output > model.outputTokensMax()) {
            return Optional.of("answers at most " + model.outputTokensMax() + " tokens");
        }
        return surely(ask) + output > model.contextTokensMax()
                ? Optional.of("context of " + model.contextTokensMax() + " tokens")
                : Optional.empty();
    }

    /** As many tokens of input it has at least. */
    static double surely(Ask ask) {
        return SURELY * ask.size().likelyInputTokens();
    }
}
