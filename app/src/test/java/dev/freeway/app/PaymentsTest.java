package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.app.config.Hosting;
import dev.freeway.app.config.StripeAccess;
import dev.freeway.core.catalog.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Credits are bought at a stand-in of Stripe's, spent once, and paid back once. */
class PaymentsTest extends DemoTest {
    private static final String MODEL = "cloudflare/@cf/meta/llama-3.1-70b-instruct-fp8-fast";
    private static final String COMPLETED = "checkout.session.completed";
    private static final String EXPIRED = "checkout.session.expired";
    private static final long PRICE = 20_000_000;

    private final StripeStandIn stripe = standIn();
    private Clerk clerk;
    private String asks;
    private String ann;

    private StripeStandIn standIn() {
        try {
            return new StripeStandIn(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Set<String> providers() {
        return Set.of("cloudflare");
    }

    @Override
    double speed() {
        return 1_000;
    }

    @Override
    Hosting hosting() {
        return Hosting.USUAL.with(
                new StripeAccess(
                        new Secret(StripeStandIn.KEY),
                        new Secret(StripeStandIn.SECRET),
                        "usd",
                        "https://gateway.example/paid",
                        "https://gateway.example/not-paid",
                        Optional.of(stripe.url())));
    }

    @BeforeEach
    void aMember() throws Exception {
        clerk = new Clerk(demo, browser);
        asks = clerk.member("ann", "monthly-credit");
        ann = clerk.login("ann");
    }

    /** Whatever else happened, nothing was asked of Stripe that it does not understand. */
    @AfterEach
    void nothingWasAskedWrongly() {
        stripe.close();
        assertThat(stripe.wrong()).isEmpty();
    }

    private JsonNode order(long microDollars) throws Exception {
        return clerk.done(
                ann, "POST", "/api/invoices", "{\"micro_dollars\":%d}".formatted(microDollars));
    }

    private HttpResponse<String> told(String type, ObjectNode session) throws Exception {
        String event = stripe.event(type, session);
        return told(event, stripe.signature(event));
    }

    private HttpResponse<String> told(String event, String signature) throws Exception {
        return browser.send(
                browser.request("/api/payments/stripe")
                        .header("content-type", "application/json; charset=utf-8")
                        .header("stripe-signature", signature)
                        .POST(BodyPublishers.ofString(event)));
    }

    private void heard(String type, ObjectNode session) throws Exception {
        HttpResponse<String> answer = told(type, session);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode invoice(JsonNode order) throws Exception {
        return clerk.done(ann, "GET", "/api/invoices", "")
                .path("data")
                .valueStream()
                .filter(one -> one.path("id").equals(order.path("id")))
                .findFirst()
                .orElseThrow();
    }

    private String state(JsonNode order) throws Exception {
        return invoice(order).path("state").asText();
    }

    private long balance() throws Exception {
        return clerk.done(asks, "GET", "/v1/credits", "").path("balance_micro_dollars").asLong();
    }

    private List<String> statement() throws Exception {
        return clerk.done(asks, "GET", "/v1/credits/statement?limit=1000", "")
                .path("statement")
                .valueStream()
                .map(line -> line.path("what").asText() + " " + line.path("micro_dollars").asLong())
                .toList();
    }

    private static String url(JsonNode order) {
        return order.path("pay_url").asText();
    }

    private JsonNode refunds(JsonNode order) throws Exception {
        return clerk.done("POST", "/api/invoices/" + order.path("id").asText() + "/refund", "");
    }

    /** 4,000 tokens of output, at $2.252855 a million. */
    private HttpResponse<String> ask() throws Exception {
        clock.turn(Duration.ofHours(6));
        String body = OneProvider.body(MODEL, 4_000, false).toString();
        return clerk.ask(asks, "POST", "/v1/chat/completions", body);
    }

    @Test
    void whatIsPaidForIsThereOnceAndIsSpentOnce() throws Exception {
        JsonNode order = order(500_000);
        assertThat(url(order)).startsWith("https://checkout.stripe.example/");
        assertThat(balance()).isZero();
        ObjectNode session = stripe.pays(url(order));
        heard(COMPLETED, session);
        heard(COMPLETED, session);
        heard("checkout.session.async_payment_succeeded", session);
        heard(EXPIRED, session);
        assertThat(balance()).isEqualTo(500_000);
        assertThat(statement()).containsExactly("bought 500000");
        JsonNode paid = invoice(order);
        assertThat(paid.path("state").asText()).isEqualTo("paid");
        assertThat(paid.path("reference")).isEqualTo(session.path("payment_intent"));
        assertThat(paid.at("/payments/0/cents").asLong()).isEqualTo(50);
        int served = 0;
        for (HttpResponse<String> answer = ask(); answer.statusCode() == 200; answer = ask()) {
            served++;
        }
        assertThat(served).as("$0.5 at $0.009011 each, and what is free").isGreaterThan(60);
        heard(COMPLETED, session);
        assertThat(balance()).isLessThan(9_011 + 2_000);
        assertThat(statement()).containsOnlyOnce("bought 500000");
        assertThat(statement().stream().mapToLong(line -> Long.parseLong(line.split(" ")[1])).sum())
                .as("what went in and out is what is left")
                .isEqualTo(balance());
        assertThat(ask().statusCode()).isEqualTo(402);
    }

    @Test
    void whoDoesNotSignIsNotHeard() throws Exception {
        JsonNode order = order(PRICE);
        String event = stripe.event(COMPLETED, stripe.pays(url(order)));
        long now = clock.instant().getEpochSecond();
        for (String forged :
                List.of(
                        "",
                        "t=" + now,
                        "t=" + now + ",v1=00",
                        StripeStandIn.signature(event, "whsec_of_somebody_else", now),
                        StripeStandIn.signature(event + " ", StripeStandIn.SECRET, now),
                        StripeStandIn.signature(event, StripeStandIn.SECRET, now - 301))) {
            HttpResponse<String> answer = told(event, forged);
            assertThat(answer.statusCode()).as(forged).isEqualTo(400);
            assertThat(answer.body()).contains("stripe-signature").doesNotContain("whsec_canary");
        }
        String deep = "[".repeat(100_000);
        assertThat(told(deep, stripe.signature(deep)).statusCode()).isEqualTo(400);
        assertThat(state(order)).isEqualTo("open");
        assertThat(told(event, stripe.signature(event)).statusCode()).isEqualTo(200);
        assertThat(state(order)).isEqualTo("paid");
    }

    @Test
    void anotherAmountOrCurrencyPaysNothingAndStaysInTheAudit() throws Exception {
        JsonNode order = order(PRICE);
        ObjectNode session = stripe.pays(url(order));
        heard(
                COMPLETED,
                session.deepCopy().put("amount_total", 1_999).put("payment_intent", "pi_a"));
        heard(COMPLETED, session.deepCopy().put("currency", "jpy").put("payment_intent", "pi_b"));
        heard(COMPLETED, session.deepCopy().put("payment_status", "unpaid"));
        assertThat(state(order)).isEqualTo("open");
        assertThat(balance()).isZero();
        assertThat(invoice(order).path("payments").findValuesAsText("state"))
                .containsExactly("mismatch", "mismatch");
        assertThat(clerk.done("GET", "/api/audit", "").path("data").toString())
                .contains("\"actor\":\"stripe\",\"kind\":\"payment\",\"id\":\"pi_a\"");
        // One of a payment link of the same account, of which anybody may choose the reference.
        ObjectNode foreign = session.deepCopy();
        foreign.putObject("metadata");
        heard(COMPLETED, foreign);
        assertThat(state(order)).isEqualTo("open");
        heard(COMPLETED, session);
        assertThat(state(order)).isEqualTo("paid");
    }

    @Test
    void whatNobodyPaysIsVoidAndWhoPaysItAllTheSameIsNotRobbed() throws Exception {
        JsonNode order = order(PRICE);
        heard(EXPIRED, stripe.expires(url(order)));
        assertThat(state(order)).isEqualTo("void");
        JsonNode given = order(PRICE);
        clerk.done(ann, "POST", "/api/invoices/" + given.path("id").asText() + "/void", "");
        heard(COMPLETED, stripe.pays(url(given)));
        assertThat(state(given)).isEqualTo("paid");
        assertThat(balance()).isEqualTo(PRICE);
    }

    @Test
    void whatIsPaidTwiceGoesBackOnce() throws Exception {
        JsonNode order = order(PRICE);
        String pay = "/api/invoices/" + order.path("id").asText() + "/pay";
        clerk.done("POST", pay, "{\"reference\":\"cash\"}");
        ObjectNode session = stripe.pays(url(order));
        heard(COMPLETED, session);
        demo.refresh();
        Browser.eventually(() -> stripe.refunds().size() == 1);
        heard(COMPLETED, session);
        demo.refresh();
        Browser.eventually(
                () -> invoice(order).at("/payments/0/state").asText().equals("returned"));
        assertThat(stripe.refunds()).hasSize(1);
        assertThat(stripe.refunds().getFirst().path("amount").asLong()).isEqualTo(2_000);
        assertThat(balance()).isEqualTo(PRICE);
    }

    @Test
    void whileStripeIsDownTheOrderStaysAndALinkComesLater() throws Exception {
        stripe.down(true);
        JsonNode order = order(PRICE);
        String id = order.path("id").asText();
        assertThat(order.path("state").asText()).isEqualTo("open");
        assertThat(order.path("pay_url").isNull()).isTrue();
        assertThat(order.path("pay_error").asText())
                .contains("Stripe answered 503", "/api/invoices/" + id + "/checkout")
                .doesNotContain(StripeStandIn.KEY);
        String checkout = "/api/invoices/" + id + "/checkout";
        HttpResponse<String> answer = clerk.ask(ann, "POST", checkout, "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Stripe answered 503");
        stripe.down(false);
        JsonNode page = clerk.done(ann, "POST", checkout, "");
        assertThat(clerk.done(ann, "POST", checkout, "")).isEqualTo(page);
        assertThat(stripe.sessions()).isEqualTo(1);
        heard(COMPLETED, stripe.pays(url(page)));
        assertThat(state(order)).isEqualTo("paid");
        assertThat(clerk.ask(ann, "POST", checkout, "").statusCode()).isEqualTo(409);
    }

    @Test
    void aVerbPrintsThePageAgain() throws Exception {
        JsonNode order = order(PRICE);
        StringWriter out = new StringWriter();
        CommandLine freeway =
                Main.commandLine(
                        new Environment(
                                Map.of(
                                        "FREEWAY_URL", demo.url().toString(),
                                        "FREEWAY_ADMIN_TOKEN", ann,
                                        "FREEWAY_HOME", directory.toString())));
        freeway.setOut(new PrintWriter(out, true));
        assertThat(freeway.execute("credits", "checkout", order.path("id").asText())).isZero();
        assertThat(out.toString()).contains(url(order));
    }

    @Test
    void whatIsLeftIsPaidBackAtStripe() throws Exception {
        JsonNode order = order(PRICE);
        heard(COMPLETED, stripe.pays(url(order)));
        for (int i = 0; i < 14; i++) {
            assertThat(ask().statusCode()).isEqualTo(200);
        }
        long left = balance();
        assertThat(left).isBetween(PRICE - 60_000, PRICE - 9_000);
        JsonNode back = refunds(order);
        assertThat(back.path("refund_micro_dollars").asLong()).isEqualTo(left);
        long cents = (left + 9_999) / 10_000;
        assertThat(back.at("/payments/0/refunded_cents").asLong()).isEqualTo(cents);
        assertThat(back.at("/payments/0/state").asText()).isEqualTo("returned");
        assertThat(stripe.refunds().getFirst().path("amount").asLong()).isEqualTo(cents);
        assertThat(balance()).isZero();
        assertThat(
                        clerk.ask(
                                        clerk.admin(),
                                        "POST",
                                        "/api/invoices/" + order.path("id").asText() + "/refund",
                                        "")
                                .statusCode())
                .isEqualTo(409);
        demo.refresh();
        assertThat(stripe.refunds()).hasSize(1);
    }

    /**
     * Stripe has paid back, nobody here knows it, and its key is forgotten when it is asked again.
     */
    @Test
    void aRefundWhoseAnswerIsLostIsMadeOnceAndNotForgotten() throws Exception {
        JsonNode order = order(PRICE);
        heard(COMPLETED, stripe.pays(url(order)));
        stripe.mute(true);
        JsonNode back = refunds(order);
        assertThat(back.at("/payments/0/state").asText()).isEqualTo("taken");
        assertThat(back.at("/payments/0/problem").asText()).contains("Stripe cannot be reached");
        stopDemo();
        startDemo();
        clerk = new Clerk(demo, browser);
        ann = clerk.login("ann");
        stripe.mute(false);
        stripe.forgetKeys();
        demo.refresh();
        Browser.eventually(
                () -> invoice(order).at("/payments/0/state").asText().equals("returned"));
        demo.refresh();
        assertThat(stripe.refunds()).hasSize(1);
        assertThat(invoice(order).at("/payments/0/problem").asText()).isEmpty();
    }

    @Test
    void nobodyBuysBelowTheFaceValueOrForPartsOfACent() throws Exception {
        String cheap =
                "{\"micro_dollars\":%d,\"price_micro_dollars\":%d}".formatted(PRICE, PRICE / 2);
        assertThat(clerk.ask(ann, "POST", "/api/invoices", cheap).statusCode()).isEqualTo(403);
        for (long price : List.of(20_000_001L, 490_000L, 1_000_000_000_000L)) {
            String odd = "{\"micro_dollars\":%d}".formatted(price);
            HttpResponse<String> answer = clerk.ask(ann, "POST", "/api/invoices", odd);
            assertThat(answer.statusCode()).as(odd).isEqualTo(400);
            assertThat(answer.body()).contains("whole cents");
        }
        assertThat(clerk.done(ann, "GET", "/api/invoices", "").path("data")).isEmpty();
        assertThat(stripe.sessions()).isZero();
    }

    @Test
    void nothingOfTheKeyIsInAnyAnswer() throws Exception {
        JsonNode order = order(PRICE);
        heard(COMPLETED, stripe.pays(url(order)));
        stripe.down(true);
        String all = refunds(order).toString();
        for (String path :
                List.of("/api/invoices", "/api/audit", "/api/config", "/api/me", "/metrics")) {
            all += clerk.ask(clerk.admin(), "GET", path, "").body();
        }
        assertThat(all)
                .contains("Stripe answered 503")
                .doesNotContain(StripeStandIn.KEY, StripeStandIn.SECRET, "canary");
    }
}
