package dev.freeway.members;

import dev.freeway.core.catalog.Bound;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Grants, sells and takes back credits. What was decided is kept first and booked then; what a
 * process that died has not booked, {@link #settle} does. Thread-safe.
 */
public final class Credits {
    /** How many micro-dollars a grant or an invoice may be of: a million dollars. */
    public static final long MICRO_DOLLARS_MAX = 1_000_000_000_000L;

    private static final int OPEN_MAX = 100;
    private static final int NOTE_MAX = 200;
    private static final String BOOKKEEPER = "bookkeeper";

    private final Registry registry;
    private final CreditBook book;
    private final Till till;
    private final Set<String> filled = ConcurrentHashMap.newKeySet();

    /** Sold by invoices that are paid by hand. */
    public Credits(Registry registry, CreditBook book) {
        this(registry, book, new Payments.None());
    }

    /** Sold by invoices that are paid there, or by hand. */
    public Credits(Registry registry, CreditBook book, Payments payments) {
        this.registry = registry;
        this.book = book;
        this.till = new Till(registry, this, payments);
    }

    /**
     * What is to be granted.
     *
     * @param expiresAt {@link Instant#MAX} for never
     */
    public record Wanted(
            String holder,
            long microDollars,
            CreditGrant.Source source,
            Instant expiresAt,
            String note) {}

    /**
     * What is to be paid for.
     *
     * @param price in micro-dollars of money; empty for as much as the credit is
     */
    public record Order(String holder, long microDollars, OptionalLong price) {}

    /** The books of it. */
    public CreditBook book() {
        return book;
    }

    /** Where invoices are paid. */
    public Till till() {
        return till;
    }

    /** Gives credits to an account; for operators. What is bought comes by an invoice. */
    public CreditGrant grant(Actor actor, Wanted wanted) throws Declined {
        String id = registry.freshId(CreditGrant.PREFIX);
        return fill(
                registry.change(
                        actor.signature(),
                        roster -> {
                            May.operate(actor);
                            May.holder(roster, actor, wanted.holder());
                            check(wanted);
                            requireRoom(roster, wanted.holder());
                            return Draft.put(granted(id, wanted, actor.name()));
                        }));
    }

    private void check(Wanted wanted) throws Declined {
        checkAmount("micro_dollars", wanted.microDollars());
        if (wanted.source() == CreditGrant.Source.BOUGHT) {
            throw Declined.invalid("source", "source: 'bought' (expected: granted, promotion)");
        }
        if (!wanted.expiresAt().isAfter(registry.now())) {
            throw Declined.invalid(
                    "expires_at",
                    "expires_at: %s (expected: in the future)".formatted(wanted.expiresAt()));
        }
        if (wanted.note().length() > NOTE_MAX) {
            throw Declined.invalid(
                    "note",
                    "note: %d characters (expected: at most %d)"
                            .formatted(wanted.note().length(), NOTE_MAX));
        }
    }

    private static void checkAmount(String field, long microDollars) throws Declined {
        if (microDollars < 1 || microDollars > MICRO_DOLLARS_MAX) {
            throw Declined.invalid(
                    field,
                    "%s: %d (expected: 1 to %d)".formatted(field, microDollars, MICRO_DOLLARS_MAX));
        }
    }

    private static void requireRoom(Roster roster, String holder) throws Declined {
        if (roster.openGrants(holder).size() >= OPEN_MAX) {
            throw Declined.conflict(
                    "", "'%s' has %d open grants (expected: fewer)".formatted(holder, OPEN_MAX));
        }
    }

    private CreditGrant granted(String id, Wanted wanted, String by) {
        return new CreditGrant(
                id,
                wanted.holder(),
                wanted.microDollars(),
                wanted.source(),
                wanted.expiresAt(),
                wanted.note(),
                by,
                registry.now(),
                CreditGrant.State.OPEN,
                0,
                Instant.MAX);
    }

    /** All grants of an account that the actor manages, or of all where that is empty. */
    public List<CreditGrant> list(Actor actor, String of) throws Declined {
        Roster roster = registry.roster();
        requireManaged(roster, actor, of);
        return roster.grants()
                .filter(grant -> of.isEmpty() || grant.holder().equals(of))
                .filter(grant -> May.owns(roster, actor, grant.holder()))
                .toList();
    }

    private static void requireManaged(Roster roster, Actor actor, String of) throws Declined {
        if (of.isEmpty()) {
            return;
        }
        May.holder(roster, actor, of);
        if (!May.owns(roster, actor, of)) {
            throw Declined.forbidden("That is for the owners of '%s'.".formatted(of));
        }
    }

    /** All invoices of an account that the actor manages, or of all where that is empty. */
    public List<Invoice> invoices(Actor actor, String of) throws Declined {
        Roster roster = registry.roster();
        requireManaged(roster, actor, of);
        return roster.invoices()
                .filter(invoice -> of.isEmpty() || invoice.holder().equals(of))
                .filter(invoice -> May.owns(roster, actor, invoice.holder()))
                .toList();
    }

    /** Asks for credits to be paid for; for whoever manages the account. */
    public Invoice order(Actor actor, Order order) throws Declined {
        String id = registry.freshId(Invoice.PREFIX);
        long price = order.price().orElse(order.microDollars());
        checkAmount("micro_dollars", order.microDollars());
        checkAmount("price_micro_dollars", price);
        till.requirePayable(price);
        return registry.change(
                actor.signature(),
                roster -> {
                    May.managed(roster, actor, order.holder());
                    if (price != order.microDollars()) {
                        May.operate(actor);
                    }
                    requireFewOpen(roster, order.holder());
                    return Draft.put(
                            new Invoice(
                                    id,
                                    order.holder(),
                                    order.microDollars(),
                                    price,
                                    Invoice.State.OPEN,
                                    "",
                                    actor.name(),
                                    registry.now()));
                });
    }

    private static void requireFewOpen(Roster roster, String holder) throws Declined {
        long open =
                roster.invoices()
                        .filter(i -> i.holder().equals(holder) && i.state() == Invoice.State.OPEN)
                        .count();
        if (open >= OPEN_MAX) {
            throw Declined.conflict(
                    "", "'%s' has %d open invoices (expected: fewer)".formatted(holder, open));
        }
    }

    /** The invoice of that id, for whoever manages its account. */
    static Invoice managed(Roster roster, Actor actor, String id) throws Declined {
        return roster.invoice(id)
                .filter(invoice -> May.owns(roster, actor, invoice.holder()))
                .orElseThrow(() -> Declined.notFound("invoice", id));
    }

    private static Declined wrongState(Invoice invoice, Invoice.State expected) {
        return Declined.conflict(
                "",
                "%s: %s (expected: %s)"
                        .formatted(invoice.id(), word(invoice.state()), word(expected)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Sees an invoice paid, and grants what it is of; for operators. Again by the same reference,
     * it changes nothing.
     */
    public Invoice pay(Actor actor, String id, String reference) throws Declined {
        Invoice paid =
                registry.change(
                        actor.signature(),
                        roster -> {
                            Invoice invoice = managed(roster, actor, id);
                            May.operate(actor);
                            if (invoice.equals(invoice.with(Invoice.State.PAID, reference))) {
                                return Draft.none(invoice);
                            }
                            require(invoice, Invoice.State.OPEN);
                            Invoice next = invoice.with(Invoice.State.PAID, reference);
                            return new Draft<>(
                                    List.of(next, bought(actor.name(), invoice)), List.of(), next);
                        });
        Optional<CreditGrant> grant = registry.roster().grant(paid.grant());
        if (grant.isPresent()) {
            fill(grant.get());
        }
        return paid;
    }

    CreditGrant bought(String by, Invoice invoice) {
        return granted(
                invoice.grant(),
                new Wanted(
                        invoice.holder(),
                        invoice.microDollars(),
                        CreditGrant.Source.BOUGHT,
                        Instant.MAX,
                        invoice.id()),
                by);
    }

    static void require(Invoice invoice, Invoice.State expected) throws Declined {
        if (invoice.state() != expected) {
            throw wrongState(invoice, expected);
        }
    }

    /** Gives up an invoice that is not paid; for whoever manages its account. */
    public Invoice cancel(Actor actor, String id) throws Declined {
        return registry.change(
                actor.signature(),
                roster -> {
                    Invoice invoice = managed(roster, actor, id);
                    require(invoice, Invoice.State.OPEN);
                    return Draft.put(invoice.with(Invoice.State.VOID, invoice.reference()));
                });
    }

    /**
     * Takes back what is left of what an invoice bought; for operators. It pays for nothing from
     * now on; how much that was is known as soon as no request is under way that it pays for. Where
     * it was paid at a {@link Payments}, it is paid back there.
     */
    public Invoice refund(Actor actor, String id) throws Declined {
        Invoice refunded =
                registry.change(
                        actor.signature(),
                        roster -> {
                            Invoice invoice = managed(roster, actor, id);
                            May.operate(actor);
                            require(invoice, Invoice.State.PAID);
                            CreditGrant grant =
                                    roster.grant(invoice.grant())
                                            .filter(CreditGrant::open)
                                            .orElseThrow(() ->
                                                    Declined.conflict(
                                                            "",
                                                            "Nothing is left of %s."
                                                                    .formatted(invoice.grant())));
                            Invoice next =
                                    invoice.with(Invoice.State.REFUNDED, invoice.reference());
                            return new Draft<>(List.of(next, grant.returned()), List.of(), next);
                        });
        Optional<CreditGrant> grant = registry.roster().grant(refunded.grant());
        if (grant.isPresent()) {
            settle(fill(grant.get()));
        }
        till.payBack();
        return refunded;
    }

    /** What an invoice granted, once it was paid. */
    public Optional<CreditGrant> of(Invoice invoice) {
        return registry.roster().grant(invoice.grant());
    }

    /**
     * The most that an account may be billed, in micro-dollars a month by billing; for whoever
     * manages it. What is not named, or is 0, is not billed.
     */
    public Map<String, Long> allow(Actor actor, String holder, Map<String, Long> most)
            throws Declined {
        Map<String, Long> some =
                most.entrySet().stream()
                        .filter(entry -> entry.getValue() != 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (Map.Entry<String, Long> ceiling : some.entrySet()) {
            checkAmount(ceiling.getKey(), ceiling.getValue());
        }
        return registry.change(
                actor.signature(),
                roster -> {
                    requireManaged(roster, actor, holder);
                    Ceilings next = new Ceilings(holder, some, actor.name(), registry.now());
                    return new Draft<>(List.of(next), List.of(), some);
                });
    }

    /** Books what has not been booked, and closes what is spent, expired or to be returned. */
    public void settle() throws Declined {
        List<CreditGrant> unsettled =
                registry.roster().grants().filter(CreditGrant::unsettled).toList();
        fillAll(unsettled);
        for (CreditGrant grant : unsettled) {
            settle(grant);
        }
    }

    CreditGrant fill(CreditGrant grant) {
        fillAll(List.of(grant));
        return grant;
    }

    private void fillAll(List<CreditGrant> grants) {
        List<CreditGrant> fresh =
                grants.stream().filter(grant -> !filled.contains(grant.id())).toList();
        book.fill(fresh);
        fresh.forEach(grant -> filled.add(grant.id()));
    }

    private void settle(CreditGrant grant) throws Declined {
        Instant now = registry.now();
        Bound pot = grant.pot();
        boolean over = !grant.open() || !now.isBefore(grant.expiresAt());
        long used = pot.limit().counter().used(book.tally(pot.key()), now);
        if (!over && used < grant.microDollars()) {
            return;
        }
        CreditBook.End end = grant.open() ? CreditBook.End.EXPIRED : CreditBook.End.RETURNED;
        OptionalLong rest = book.drain(pot, end);
        if (rest.isPresent()) {
            close(grant.id(), rest.getAsLong(), now);
        }
    }

    private void close(String id, long rest, Instant now) throws Declined {
        registry.change(
                BOOKKEEPER,
                roster -> {
                    Optional<CreditGrant> grant = roster.grant(id).filter(CreditGrant::unsettled);
                    return grant.isEmpty()
                            ? Draft.none(id)
                            : new Draft<>(List.of(grant.get().closed(rest, now)), List.of(), id);
                });
        filled.remove(id);
    }
}
