package dev.freeway.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.admin.Trial;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Plan;
import dev.freeway.core.quota.Media;
import dev.freeway.core.routing.Router;
import dev.freeway.members.Declined;
import dev.freeway.members.OwnAccount;
import dev.freeway.members.OwnAccounts.Wanted;
import dev.freeway.relay.Outcome;
import dev.freeway.relay.Party;
import dev.freeway.relay.Relay;
import dev.freeway.relay.Request;
import dev.freeway.relay.Wishes;
import dev.freeway.wire.BadJson;
import dev.freeway.wire.Json;
import dev.freeway.wire.JsonScan;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tries a member's account: a word for its cheapest model, for one token. Thread-safe. */
final class KeyTrial implements Trial {
    private static final String WORD = "Hi";
    private static final long INPUT = 32;

    private final Supplier<BroughtAccounts> accounts;
    private final Function<Account, List<Offer>> offers;
    private final Function<Router, Relay> relay;

    /**
     * @param offers those of an account, as of now
     * @param relay one over those offers alone, with the books of all
     */
    KeyTrial(
            Supplier<BroughtAccounts> accounts,
            Function<Account, List<Offer>> offers,
            Function<Router, Relay> relay) {
        this.accounts = accounts;
        this.offers = offers;
        this.relay = relay;
    }

    @Override
    public void check(Wanted wanted) throws Declined {
        accounts.get().check(wanted);
    }

    @Override
    public List<Bound> ask(OwnAccount own, Secret key) throws Declined {
        Account account = accounts.get().account(own, key).orElseThrow();
        List<Offer> its = offers.apply(account);
        Optional<Offer> cheapest =
                cheapest(its, Model.Ability.CHAT).or(() -> cheapest(its, Model.Ability.EMBEDDING));
        if (cheapest.isEmpty()) {
            throw Declined.invalid(
                    "facts",
                    "facts: no model of %s is free with them (expected: others; test: false keeps the key untried)"
                            .formatted(own.provider()));
        }
        Ending ending = new Ending();
        Outcome outcome = relay.apply(new Router(its)).pass(request(own, cheapest.get()), ending);
        requireWorks(own.provider(), key, why(outcome).or(ending::fault));
        return offers.apply(account).stream()
                .flatMap(Offer::everyLimit)
                .filter(bound -> bound.limit().counter().keeps())
                .distinct()
                .toList();
    }

    private static void requireWorks(String provider, Secret key, Optional<Fault> fault)
            throws Declined {
        if (fault.isPresent() && !isAboutRoom(fault.get())) {
            throw Declined.invalid(
                    "key",
                    "key: it does not work at %s: %s (expected: one that does, or test: false)"
                            .formatted(
                                    provider,
                                    fault.get().detail().replace(key.reveal(), key.toString())));
        }
    }

    private static Optional<Fault> why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(Fault fault, int _) -> Optional.of(fault);
            case Outcome.Unfit(String _, List<String> reasons) ->
                    Optional.of(new Fault.Unfit(String.join("; ", reasons)));
            case Outcome.UnknownModel(String model, List<String> _) ->
                    Optional.of(new Fault.UnknownModel(model));
            case Outcome.Passed _, Outcome.Spent _, Outcome.Kept _ -> Optional.empty();
        };
    }

    /** What is spent works. */
    private static boolean isAboutRoom(Fault fault) {
        return switch (fault) {
            case Fault.RateLimited _, Fault.AllowanceSpent _, Fault.Overloaded _ -> true;
            case Fault.PaymentRequired _, Fault.Rejected _, Fault.TooLarge _, Fault.Unfit _ ->
                    false;
            case Fault.BadCredentials _, Fault.UnknownModel _, Fault.Retired _ -> false;
            case Fault.Broken _, Fault.Unsuccessful _, Fault.Unreachable _ -> false;
            case Fault.TimedOut _, Fault.CutShort _ -> false;
        };
    }

    private static Optional<Offer> cheapest(List<Offer> offers, Model.Ability ability) {
        return offers.stream()
                .filter(offer -> offer.closed().isEmpty())
                .filter(offer -> offer.model().abilities().contains(ability))
                .min(Comparator.comparingLong(offer -> offer.model().microDollarsPerMillion()));
    }

    private static Request request(OwnAccount own, Offer offer) {
        Member member =
                Plan.NONE.member(own.holder(), own.shared(), Set.of()).askingFor(own.project());
        boolean chats = offer.model().abilities().contains(Model.Ability.CHAT);
        ObjectNode body = Json.object().put("model", offer.pinnedId());
        if (chats) {
            body.put("max_tokens", 1);
            body.putArray("messages").addObject().put("role", "user").put("content", WORD);
        } else {
            body.put("input", WORD);
        }
        Ask ask =
                new Ask(
                        chats ? Endpoint.CHAT : Endpoint.EMBEDDINGS,
                        offer.pinnedId(),
                        new Size(INPUT, INPUT, OptionalLong.of(chats ? 1 : 0), 1, Media.NONE),
                        EnumSet.of(chats ? Model.Ability.CHAT : Model.Ability.EMBEDDING),
                        Consent.SILENT,
                        false,
                        false,
                        document(body),
                        Optional.empty());
        return new Request("trial", Party.of(member), member, ask, false, Wishes.NONE, "{}");
    }

    private static Document document(ObjectNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return new Document(
                    bytes,
                    JsonScan.read(bytes).members().stream()
                            .map(m -> new Document.Member(m.name(), m.start(), m.end()))
                            .toList());
        } catch (BadJson e) {
            throw new IllegalStateException("what was just written is no JSON", e);
        }
    }
}
