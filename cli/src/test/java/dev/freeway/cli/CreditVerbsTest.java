package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verbs for credits, spoken to a gateway. */
class CreditVerbsTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void whatIsLeftIsShownInTheOrderItIsSpent() {
        gateway.page(
                "/v1/credits",
                """
                {"balance_micro_dollars":2500000,"to_pay_micro_dollars":0,"grants":[
                 {"id":"gr_1","source":"granted","left_micro_dollars":2500000,
                  "micro_dollars":3000000,"expires_at":"2027-01-31T00:00:00Z","note":"hello"}]}\
                """);
        assertThat(freeway.execute("credits", "show", "--of", "ann")).isZero();
        assertThat(freeway.out())
                .isEqualTo(
                        """
                        left    $2.50
                        to pay  $0.00
                        gr_1  granted  $2.50 of $3.00  until 2027-01-31T00:00:00Z  hello
                        """);
        assertThat(gateway.asked().getFirst()).startsWith("GET /v1/credits?member=ann ");
    }

    @Test
    void dollarsAreToldToAMillionthAndNoFurther() {
        gateway.page("/api/credits", "{\"id\":\"gr_1\"}");
        assertThat(freeway.execute("credits", "grant", "ann", "2.500001", "--note", "x")).isZero();
        assertThat(gateway.asked().getFirst())
                .endsWith("{\"holder\":\"ann\",\"micro_dollars\":2500001,\"note\":\"x\"}");
        assertThat(freeway.execute("credits", "grant", "ann", "0.0000001")).isEqualTo(2);
        assertThat(gateway.asked()).hasSize(1);
    }

    @Test
    void aStatementIsReadToItsEnd() {
        gateway.on(
                "/v1/credits/statement",
                http ->
                        http.response()
                                .end(
                                        http.getParam("before") == null
                                                ? "{\"statement\":[{\"at\":\"b\",\"what\":\"spent\",\"micro_dollars\":-10}],\"next_before\":7}"
                                                : "{\"statement\":[{\"at\":\"a\",\"what\":\"granted\",\"micro_dollars\":50}],\"next_before\":null}"));
        assertThat(freeway.execute("credits", "statement")).isZero();
        assertThat(freeway.out().lines()).hasSize(2).last().asString().startsWith("a");
        assertThat(gateway.asked().getLast()).contains("before=7");
    }

    @Test
    void anInvoiceIsOrderedAndPaidAndACeilingSet() {
        gateway.page("/api/invoices", "{\"id\":\"inv_1\"}")
                .page("/api/invoices/inv_1/pay", "{\"state\":\"paid\"}")
                .page("/api/ceilings/ann", "{}");
        assertThat(freeway.execute("credits", "order", "20")).isZero();
        assertThat(gateway.asked().getLast()).endsWith("{\"micro_dollars\":20000000}");
        assertThat(freeway.execute("credits", "pay", "inv_1", "--reference", "wire 7")).isZero();
        assertThat(gateway.asked().getLast()).endsWith("{\"reference\":\"wire 7\"}");
        assertThat(freeway.execute("credits", "ceiling", "ann", "5")).isZero();
        assertThat(gateway.asked().getLast())
                .endsWith("{\"micro_dollars\":{\"pay_as_you_go\":5000000}}");
    }
}
