package dev.freeway.core.routing;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Model.Grade;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Endpoint;
import java.time.LocalDate;
import java.util.List;

/**
 * What offers can, in a few words of memory: of most of them that tells whether they fit; the rest
 * {@link Fitness} looks at. It knows nothing that {@link Fitness} does not, but of hundreds of
 * offers it knows it at once. Immutable.
 */
final class Sieve {
    /** Above the bits of abilities. */
    private static final int GRADES = 32;

    /** Some request to it is free. */
    private static final long OPEN = 1L << 40;

    /** Nothing is to be asked of it that depends on day, region or price. */
    private static final long PLAIN = 1L << 41;

    private static final long SERVES_ANYBODY = 1L << 42;
    private static final long SERVES_OPERATORS = 1L << 43;

    /** No offer has it. */
    private static final long ANOTHER_LOOK = 1L << 44;

    private final long[] has;
    private final long[] outputMax;
    private final long[] contextMax;

    Sieve(List<Offer> offers) {
        has = offers.stream().mapToLong(Sieve::bits).toArray();
        outputMax = offers.stream().mapToLong(offer -> offer.model().outputTokensMax()).toArray();
        contextMax = offers.stream().mapToLong(offer -> offer.model().contextTokensMax()).toArray();
    }

    private static long bits(Offer offer) {
        Account account = offer.account();
        boolean anybody = account.serves() != TermsOfUse.Serves.OWNER;
        boolean plain =
                account.provider().retiredOn().equals(LocalDate.MAX)
                        && account.permit().regions().isEmpty()
                        && offer.tolls().isEmpty();
        long bits = plain ? PLAIN : 0;
        bits |= offer.closed().isEmpty() ? OPEN : 0;
        bits |= anybody ? SERVES_ANYBODY : 0;
        bits |= anybody || account.permit().owner().isEmpty() ? SERVES_OPERATORS : 0;
        for (Model.Ability ability : offer.model().abilities()) {
            bits |= bit(ability);
        }
        for (Grade grade : Grade.values()) {
            bits |= grade.compareTo(offer.model().merit().grade()) <= 0 ? bit(grade) : 0;
        }
        return bits;
    }

    @SuppressWarnings("EnumOrdinal") // bits are kept nowhere
    private static long bit(Model.Ability ability) {
        return 1L << ability.ordinal();
    }

    @SuppressWarnings("EnumOrdinal") // bits are kept nowhere
    private static long bit(Grade grade) {
        return 1L << GRADES << grade.ordinal();
    }

    /**
     * How close it is for one request.
     *
     * @param musts without which no offer fits
     * @param needs with which one surely does, if it is long enough
     */
    record Mesh(long musts, long needs, long output, double tokens) {
        static Mesh of(Wanted wanted, Need need) {
            Ask ask = need.ask();
            boolean simple =
                    ask.endpoint() != Endpoint.PREDICTIONS
                            && need.member().allowance().plain()
                            && ask.consent().demands().isEmpty()
                            && ask.consent().microDollarsMax() == Consent.UNBOUNDED;
            long musts = OPEN | bit(wanted.least(ask));
            for (Model.Ability ability : ask.needs()) {
                musts |= bit(ability);
            }
            long needs = musts | PLAIN | (simple ? 0 : ANOTHER_LOOK);
            needs |= need.member().operator() ? SERVES_OPERATORS : SERVES_ANYBODY;
            long output = ask.outputTokensMax().orElse(0);
            return new Mesh(musts, needs, output, Fitness.surely(ask) + output);
        }
    }

    /** Whether the offer there surely does not fit. */
    boolean fails(int place, Mesh mesh) {
        return (has[place] & mesh.musts) != mesh.musts;
    }

    /** Whether it surely does. */
    boolean passes(int place, Mesh mesh) {
        return (has[place] & mesh.needs) == mesh.needs
                && mesh.output <= outputMax[place]
                && mesh.tokens <= contextMax[place];
    }
}
