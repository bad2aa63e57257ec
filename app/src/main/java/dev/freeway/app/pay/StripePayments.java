package dev.freeway.app.pay;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.StripeClient;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import dev.freeway.app.config.StripeAccess;
import dev.freeway.members.Declined;
import dev.freeway.members.Invoice;
import dev.freeway.members.Money;
import dev.freeway.members.Payment;
import dev.freeway.members.Payments;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Invoices paid at pages of Stripe's (docs.stripe.com: "Fulfill orders", "Idempotent requests",
 * "Refunds", 2026-11). It is asked on virtual threads, and waited for. Thread-safe.
 */
public final class StripePayments implements Payments {
    /** On what is ours there: one account may serve others, who choose references of their own. */
    private static final String OURS = "freeway_invoice";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 20_000;
    private static final int RETRIES = 1;
    private static final long REFUNDS_PAGE = 100;

    /** The least and the most that Stripe takes at once, in hundredths. */
    private static final long CENTS_MIN = 50;

    private static final long CENTS_MAX = 99_999_999;

    private final Supplier<Optional<StripeAccess>> access;
    private final InstantSource clock;

    /**
     * @param access as it is at the moment; empty where invoices are paid by hand
     */
    public StripePayments(Supplier<Optional<StripeAccess>> access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Optional<Money> asked(long microDollars) throws Declined {
        Optional<StripeAccess> account = access.get();
        if (account.isEmpty()) {
            return Optional.empty();
        }
        Money money = Money.of(microDollars, account.get().currency());
        boolean payable = money.cents() >= CENTS_MIN && money.cents() <= CENTS_MAX;
        if (!Money.whole(microDollars) || !payable) {
            throw Declined.invalid(
                    "price_micro_dollars",
                    "price_micro_dollars: %d (expected: whole cents, each 10000, from %d to %d of them: that is what can be paid)"
                            .formatted(microDollars, CENTS_MIN, CENTS_MAX));
        }
        return Optional.of(money);
    }

    @Override
    public Optional<Checkout> begin(Invoice invoice) throws Declined {
        Optional<StripeAccess> account = access.get();
        Optional<Money> money = asked(invoice.price());
        if (account.isEmpty() || money.isEmpty()) {
            return Optional.empty();
        }
        SessionCreateParams page = page(account.get(), invoice, money.get());
        try {
            String url =
                    client(account.get())
                            .v1()
                            .checkout()
                            .sessions()
                            .create(page, once(invoice.id()))
                            .getUrl();
            return Optional.of(new Checkout(url));
        } catch (StripeException e) {
            throw unavailable("gave no page to pay at", e);
        }
    }

    private static SessionCreateParams page(StripeAccess account, Invoice invoice, Money money) {
        String name =
                String.format(
                        Locale.ROOT,
                        "Credits of $%.2f for %s",
                        invoice.microDollars() / 1e6,
                        invoice.holder());
        PriceData price =
                PriceData.builder()
                        .setCurrency(money.currency())
                        .setUnitAmount(money.cents())
                        .setProductData(PriceData.ProductData.builder().setName(name).build())
                        .build();
        // In the currency that was asked for: what is paid is held against that.
        var asAsked = SessionCreateParams.AdaptivePricing.builder().setEnabled(false).build();
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(invoice.id())
                .putMetadata(OURS, invoice.id())
                .setPaymentIntentData(
                        SessionCreateParams.PaymentIntentData.builder()
                                .putMetadata(OURS, invoice.id())
                                .build())
                .addLineItem(LineItem.builder().setQuantity(1L).setPriceData(price).build())
                .setAdaptivePricing(asAsked)
                .setSuccessUrl(account.successUrl())
                .setCancelUrl(account.cancelUrl())
                .build();
    }

    /** Its keys are forgotten after a day: what was paid back before then is looked for first. */
    @Override
    public Optional<String> refund(Payment payment, Money back) throws Declined {
        Optional<StripeAccess> account = access.get();
        if (account.isEmpty()) {
            return Optional.empty();
        }
        StripeClient client = client(account.get());
        try {
            Optional<Refund> before = before(client, payment);
            Refund refund =
                    before.isPresent()
                            ? before.get()
                            : client.v1()
                                    .refunds()
                                    .create(
                                            refundOf(payment, back),
                                            once("refund-" + payment.id()));
            if (!good(refund)) {
                throw Declined.unavailable(
                        "Stripe's refund %s is %s.".formatted(refund.getId(), refund.getStatus()));
            }
            return Optional.of(refund.getId());
        } catch (StripeException e) {
            throw unavailable("has not paid back", e);
        }
    }

    private static Optional<Refund> before(StripeClient client, Payment payment)
            throws StripeException {
        RefundListParams all =
                RefundListParams.builder()
                        .setPaymentIntent(payment.id())
                        .setLimit(REFUNDS_PAGE)
                        .build();
        List<Refund> refunds = client.v1().refunds().list(all).getData();
        return refunds.stream()
                .filter(refund -> refund.getMetadata() != null)
                .filter(refund -> payment.invoice().equals(refund.getMetadata().get(OURS)))
                .filter(StripePayments::good)
                .findFirst();
    }

    private static boolean good(Refund refund) {
        return !List.of("failed", "canceled").contains(String.valueOf(refund.getStatus()));
    }

    private static RefundCreateParams refundOf(Payment payment, Money back) {
        return RefundCreateParams.builder()
                .setPaymentIntent(payment.id())
                .setAmount(back.cents())
                .putMetadata(OURS, payment.invoice())
                .build();
    }

    @Override
    public Heard hear(byte[] body, String signature) throws Declined {
        StripeAccess account = access.get().orElseThrow(Payments::notHere);
        Event event = verified(account, body, signature);
        JsonNode session =
                Json.parse(
                                event.getDataObjectDeserializer()
                                        .getRawJson()
                                        .getBytes(StandardCharsets.UTF_8))
                        .orElseGet(Json::object);
        String invoice = session.path("metadata").path(OURS).asText();
        if (invoice.isEmpty()) {
            return new Heard.Nothing();
        }
        return switch (event.getType()) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                    paid(session, invoice);
            case "checkout.session.expired", "checkout.session.async_payment_failed" ->
                    new Heard.GivenUp(invoice);
            default -> new Heard.Nothing();
        };
    }

    /** Whatever version of its API it speaks, these fields are the same. */
    private static Heard paid(JsonNode session, String invoice) throws Declined {
        if (!session.path("payment_status").asText().equals("paid")) {
            return new Heard.Nothing();
        }
        String reference = session.path("payment_intent").asText();
        long cents = session.path("amount_total").asLong(-1);
        if (reference.isEmpty() || cents < 0) {
            throw Declined.invalid(
                    "data", "data.object (expected: amount_total and payment_intent)");
        }
        return new Heard.Paid(
                invoice, reference, new Money(cents, session.path("currency").asText()));
    }

    private Event verified(StripeAccess account, byte[] body, String signature) throws Declined {
        // It reads before it verifies, and so only what surely is JSON and not too deep.
        if (Json.parse(body).filter(JsonNode::isObject).isPresent()) {
            try {
                return Webhook.constructEvent(
                        new String(body, StandardCharsets.UTF_8),
                        signature,
                        account.webhookSecret().reveal(),
                        TOLERANCE.toSeconds(),
                        clock.withZone(ZoneOffset.UTC));
            } catch (SignatureVerificationException | RuntimeException _) {
                // Said below.
            }
        }
        throw Declined.invalid(
                "stripe-signature",
                "stripe-signature (expected: of this body, by the secret that is configured here, within %d minutes)"
                        .formatted(TOLERANCE.toMinutes()));
    }

    private static StripeClient client(StripeAccess account) {
        StripeClient.StripeClientBuilder builder =
                StripeClient.builder()
                        .setApiKey(account.key().reveal())
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setReadTimeout(READ_MILLIS)
                        .setMaxNetworkRetries(RETRIES);
        account.base().ifPresent(builder::setApiBase);
        return builder.build();
    }

    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    /** By what the operator finds it there; its own words may have part of the key. */
    private static Declined unavailable(String what, StripeException e) {
        Integer status = e.getStatusCode();
        if (status == null || status == 0) {
            return Declined.unavailable("Stripe cannot be reached and " + what + ".");
        }
        return Declined.unavailable(
                "Stripe answered %d (%s, request %s) and %s."
                        .formatted(status, e.getCode(), e.getRequestId(), what));
    }
}
