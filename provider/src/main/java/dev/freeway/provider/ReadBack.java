package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Wire;
import dev.freeway.relay.Reading;
import dev.freeway.wire.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Asks providers for what they have counted, where they tell. Thread-safe. */
public final class ReadBack {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AccountPages pages;
    private final InstantSource clock;
    private final Consumer<List<Reading>> told;

    /**
     * @param told takes in what they say
     */
    public ReadBack(Network network, InstantSource clock, Consumer<List<Reading>> told) {
        this.pages = new AccountPages(network, PATIENCE);
        this.clock = clock;
        this.told = told;
    }

    /** Asks for every account of these offers once; waits for the answers. */
    public void ask(List<Offer> offers) {
        Map<Account, List<Offer>> byAccount = new LinkedHashMap<>();
        offers.stream()
                .filter(offer -> offer.account().provider().wire().page().isPresent())
                .forEach(offer ->
                        byAccount
                                .computeIfAbsent(offer.account(), _ -> new java.util.ArrayList<>())
                                .add(offer));
        byAccount.forEach((account, its) ->
                account.provider()
                        .wire()
                        .page()
                        .ifPresent(page ->
                                json(account, page)
                                        .ifPresent(
                                                said -> told.accept(readings(page, its, said)))));
    }

    private List<Reading> readings(Wire.Page page, List<Offer> offers, JsonNode said) {
        return page.left().isEmpty()
                ? UsageReport.readings(page, offers, said)
                : balance(page, offers, said).stream().toList();
    }

    private static Optional<Reading> balance(Wire.Page page, List<Offer> offers, JsonNode said) {
        OptionalLong left = units(said, page.left(), page.times());
        OptionalLong amount = units(said, page.amount(), page.times());
        return bound(offers, page.limit())
                .filter(_ -> left.isPresent())
                .map(bound -> Reading.said(bound, amount, left, page.age(), evidence(page)));
    }

    static String evidence(Wire.Page page) {
        return "read back from " + page.path();
    }

    private static Optional<Bound> bound(List<Offer> offers, String limit) {
        return offers.stream()
                .flatMap(offer -> offer.limits().stream())
                .filter(bound -> bound.limit().id().equals(limit))
                .findFirst();
    }

    /** A number, also where it is written as text; of a debt there is nothing left. */
    private static OptionalLong units(JsonNode said, String pointer, long times) {
        String number = pointer.isEmpty() ? "" : said.at(pointer).asText("");
        return number.startsWith("-")
                ? Readings.units(number.substring(1), 0)
                : Readings.units(number, times);
    }

    private Optional<JsonNode> json(Account account, Wire.Page page) {
        String query = page.left().isEmpty() ? UsageReport.query(clock.instant()) : "";
        return pages.get(
                account.url(page.path()) + query, account.permit().reader().orElse(account.key()));
    }
}
