package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.usage.CreditsPage;
import dev.freeway.core.member.Plan;
import dev.freeway.members.CreditGrant;
import dev.freeway.members.Credits.Order;
import dev.freeway.members.Credits.Wanted;
import dev.freeway.members.Declined;
import dev.freeway.members.Invoice;
import dev.freeway.members.Payment;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /api/credits}, {@code /api/invoices} and {@code /api/ceilings}. */
final class Credits {
    static final Set<String> NEW =
            Set.of("holder", "micro_dollars", "source", "expires_at", "note");
    static final Set<String> ORDERED = Set.of("holder", "micro_dollars", "price_micro_dollars");
    static final Set<String> MOST = Set.of("micro_dollars");
    private static final String AMOUNT = "micro_dollars";
    private static final String PRICE = "price_micro_dollars";
    private static final String HOLDER = "holder";
    private static final String OF = "of";
    private static final String ID = "id";

    private final dev.freeway.members.Credits credits;
    private final Supplier<List<Plan>> plans;

    Credits(dev.freeway.members.Credits credits, Supplier<List<Plan>> plans) {
        this.credits = credits;
        this.plans = plans;
    }

    Reply list(Asked asked) throws Declined {
        return Listing.of(
                asked, credits.list(asked.who(), asked.query(OF)), CreditGrant::id, Credits::view);
    }

    Reply grant(Asked asked) throws Declined {
        Fields body = asked.body();
        Wanted wanted =
                new Wanted(
                        body.required(HOLDER),
                        body.whole(AMOUNT),
                        body.one("source", CreditGrant.Source.class)
                                .orElse(CreditGrant.Source.GRANTED),
                        body.until("expires_at"),
                        body.text("note"));
        return Reply.created(view(credits.grant(asked.who(), wanted)));
    }

    private static ObjectNode view(CreditGrant grant) {
        ObjectNode view = CreditsPage.grant(grant);
        view.put(HOLDER, grant.holder());
        view.put("by", grant.by());
        view.put("state", Fields.lower(grant.state()));
        view.put("rest_micro_dollars", grant.rest());
        Views.time(view, "closed_at", grant.closedAt());
        return view;
    }

    Reply invoices(Asked asked) throws Declined {
        return Listing.of(
                asked, credits.invoices(asked.who(), asked.query(OF)), Invoice::id, this::view);
    }

    Reply order(Asked asked) throws Declined {
        Fields body = asked.body();
        OptionalLong price =
                body.has(PRICE) ? OptionalLong.of(body.whole(PRICE)) : OptionalLong.empty();
        String holder = body.has(HOLDER) ? body.required(HOLDER) : asked.who().person().name();
        Order order = new Order(holder, body.whole(AMOUNT), price);
        Invoice made = credits.order(asked.who(), order);
        ObjectNode view = view(made);
        try {
            credits.till()
                    .checkout(asked.who(), made.id())
                    .ifPresent(page -> view.put("pay_url", page.url()));
        } catch (Declined e) {
            // Asked again as a whole, it would be another order.
            view.putNull("pay_url");
            view.put("pay_error", "%s %s".formatted(e.getMessage(), again(made)));
        }
        return Reply.created(view);
    }

    private static String again(Invoice invoice) {
        return "The order stays. For a page to pay it at: POST /api/invoices/%1$s/checkout, or freeway credits checkout %1$s."
                .formatted(invoice.id());
    }

    Reply checkout(Asked asked) throws Declined {
        String id = asked.named(ID);
        String page =
                credits.till()
                        .checkout(asked.who(), id)
                        .orElseThrow(() ->
                                Declined.conflict(
                                        "",
                                        "Invoices are paid by hand here: an operator says that %s is."
                                                .formatted(id)))
                        .url();
        return Reply.ok(Json.object().put(ID, id).put("pay_url", page));
    }

    /** Whatever it changes: who tells us only wants to know that it was heard. */
    Reply hear(Asked asked) throws Declined {
        credits.till().hear(asked.letter().body(), asked.letter().signature());
        return Reply.ok(Json.object().put("received", true));
    }

    Reply pay(Asked asked) throws Declined {
        String reference = asked.body().text("reference");
        return Reply.ok(view(credits.pay(asked.who(), asked.named(ID), reference)));
    }

    Reply cancel(Asked asked) throws Declined {
        return Reply.ok(view(credits.cancel(asked.who(), asked.named(ID))));
    }

    Reply refund(Asked asked) throws Declined {
        return Reply.ok(view(credits.refund(asked.who(), asked.named(ID))));
    }

    private ObjectNode view(Invoice invoice) {
        ObjectNode view =
                Json.object()
                        .put(ID, invoice.id())
                        .put(HOLDER, invoice.holder())
                        .put(AMOUNT, invoice.microDollars())
                        .put(PRICE, invoice.price())
                        .put("state", Fields.lower(invoice.state()))
                        .put("reference", invoice.reference())
                        .put("by", invoice.by())
                        .put("at", invoice.at().toString());
        credits.of(invoice).ifPresent(grant -> bought(view, invoice, grant));
        List<Payment> paid = credits.till().of(invoice);
        if (!paid.isEmpty()) {
            ArrayNode payments = view.putArray("payments");
            paid.forEach(payment -> payments.add(view(payment)));
        }
        return view;
    }

    private static ObjectNode view(Payment payment) {
        return Json.object()
                .put(ID, payment.id())
                .put("by", payment.by())
                .put("state", Fields.lower(payment.state()))
                .put("currency", payment.paid().currency())
                .put("cents", payment.paid().cents())
                .put("refunded_cents", payment.back().cents())
                .put("refund", payment.refund())
                .put("problem", payment.problem())
                .put("at", payment.at().toString());
    }

    /** What is paid back is known when the grant has closed. */
    private static void bought(ObjectNode view, Invoice invoice, CreditGrant grant) {
        view.put("grant", grant.id());
        if (invoice.state() == Invoice.State.REFUNDED) {
            boolean known = grant.closedAt().isBefore(Instant.MAX);
            view.put(
                    "refund_micro_dollars",
                    known ? Long.valueOf(invoice.refund(grant.rest())) : null);
        }
    }

    Reply allow(Asked asked) throws Declined {
        String holder = asked.named("name");
        Map<String, Long> most = asked.body().wholes(AMOUNT);
        List<String> known = CreditsPage.billings(plans.get());
        for (String billing : most.keySet()) {
            if (!known.contains(billing)) {
                throw Declined.invalid(
                        AMOUNT,
                        "%s: '%s' (expected: %s)"
                                .formatted(AMOUNT, billing, String.join(", ", known)));
            }
        }
        ObjectNode page = Json.object().put(HOLDER, holder);
        ObjectNode ceilings = page.putObject(AMOUNT);
        credits.allow(asked.who(), holder, most).forEach(ceilings::put);
        return Reply.ok(page);
    }
}
