package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credits, from the grant to the last micro-dollar, over HTTP. */
class CreditsTest extends DemoTest {
    private static final String MODEL = "cloudflare/@cf/meta/llama-3.1-70b-instruct-fp8-fast";
    private static final long FREE = 100_000;

    private Clerk clerk;
    private String ann;

    @Override
    Set<String> providers() {
        return Set.of("cloudflare");
    }

    @Override
    double speed() {
        return 1_000;
    }

    @BeforeEach
    void aMember() throws Exception {
        clerk = new Clerk(demo, browser);
        ann = clerk.member("ann", "monthly-credit");
    }

    /** 4,000 tokens of output, at $2.252855 a million. */
    private HttpResponse<String> ask() throws Exception {
        clock.turn(Duration.ofHours(6));
        return clerk.ask(
                ann,
                "POST",
                "/v1/chat/completions",
                OneProvider.body(MODEL, 4_000, false).toString());
    }

    private String grant(long microDollars, String until) throws Exception {
        String expires = until.isEmpty() ? "" : ",\"expires_at\":\"" + until + "\"";
        return clerk.done(
                        "POST",
                        "/api/credits",
                        "{\"holder\":\"ann\",\"micro_dollars\":%d%s}"
                                .formatted(microDollars, expires))
                .path("id")
                .asText();
    }

    private JsonNode credits() throws Exception {
        return clerk.done(ann, "GET", "/v1/credits", "");
    }

    private static long left(JsonNode credits, String grant) {
        return credits.path("grants")
                .valueStream()
                .filter(one -> one.path("id").asText().equals(grant))
                .findFirst()
                .map(one -> one.path("left_micro_dollars").asLong())
                .orElse(0L);
    }

    @Test
    void theFreePartThenTheSoonerGrantThenTheLaterThenNothing() throws Exception {
        String later = grant(30_000, "");
        String sooner = grant(20_000, "2026-08-01T00:00:00Z");
        assertThat(credits().path("spent_first").asText()).isEqualTo(sooner);
        List<Long> balances = new ArrayList<>();
        HttpResponse<String> answer = ask();
        while (answer.statusCode() == 200) {
            JsonNode now = credits();
            assertThat(left(now, sooner) == 0 || left(now, later) == 30_000)
                    .as("first to expire first")
                    .isTrue();
            balances.add(now.path("balance_micro_dollars").asLong());
            answer = ask();
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(402);
        // $0.009011 each: eleven are free, the twelfth in part; what is left is for none more.
        assertThat(balances).hasSize(16).startsWith(50_000L);
        assertThat(balances.subList(0, 11)).containsOnly(50_000L);
        assertThat(balances.getLast()).isBetween(0L, 9_011L + 2_000L);
        assertThat(FREE + 50_000 - balances.getLast())
                .as("what sixteen cost, to the micro-dollar")
                .isEqualTo(
                        clerk.done(ann, "GET", "/v1/usage", "")
                                .at("/total/list_price_micro_dollars")
                                .asLong());
    }

    @Test
    void whoseCreditsRunLowIsToldByGrant() throws Exception {
        String grant = grant(20_000, "");
        try (Hook hook = new Hook()) {
            clerk.done(
                    "POST",
                    "/api/alerts",
                    "{\"of\":\"ann\",\"limit\":\"credits\",\"at\":\"50%%\",\"to\":\"%s\"}"
                            .formatted(hook.url()));
            for (int i = 0; i < 11; i++) {
                assertThat(ask().statusCode()).isEqualTo(200);
            }
            demo.alert();
            assertThat(hook.got()).as("the free part").isEmpty();
            assertThat(ask().statusCode()).isEqualTo(200);
            assertThat(ask().statusCode()).isEqualTo(200);
            Browser.eventually(() -> {
                demo.alert();
                return !hook.got().isEmpty();
            });
            demo.alert();
            assertThat(hook.got()).hasSize(1);
            JsonNode body = hook.got().getFirst().json();
            assertThat(body.path("grant").asText()).isEqualTo(grant);
            assertThat(body.path("left").asLong()).isEqualTo(left(credits(), grant));
        }
    }

    @Test
    void aFailedRunCostsNothing() throws Exception {
        String grant = grant(30_000, "");
        for (int i = 0; i < 12; i++) {
            assertThat(ask().statusCode()).isEqualTo(200);
        }
        long before = left(credits(), grant);
        assertThat(before).isBetween(1L, 29_999L);
        browser.fault("cloudflare", "server_error", 1);
        assertThat(ask().statusCode()).isGreaterThanOrEqualTo(400);
        Browser.eventually(() -> browser.held() == 0);
        JsonNode after = credits();
        assertThat(left(after, grant)).isEqualTo(before);
        assertThat(after.at("/grants/0/held_micro_dollars").asLong()).isZero();
    }

    @Test
    void whatIsLeftExpiresOnce() throws Exception {
        String grant = grant(500, "2026-06-21T12:00:00Z");
        clock.turn(Duration.ofDays(1));
        assertThat(credits().path("balance_micro_dollars").asLong()).isZero();
        demo.refresh();
        demo.refresh();
        assertThat(statement()).containsExactly("expired -500", "granted 500");
        JsonNode closed = clerk.done("GET", "/api/credits?of=ann", "").at("/data/0");
        assertThat(closed.path("id").asText()).isEqualTo(grant);
        assertThat(closed.path("state").asText()).isEqualTo("closed");
        assertThat(closed.path("rest_micro_dollars").asLong()).isEqualTo(500);
    }

    private List<String> statement() throws Exception {
        return clerk.done(ann, "GET", "/v1/credits/statement", "")
                .path("statement")
                .valueStream()
                .map(line -> line.path("what").asText() + " " + line.path("micro_dollars").asLong())
                .toList();
    }

    @Test
    void whatIsBoughtIsPaidForByHandAndWhatIsLeftIsPaidBack() throws Exception {
        String owner = clerk.login("ann");
        String order = "{\"micro_dollars\":7000}";
        String id = clerk.done(owner, "POST", "/api/invoices", order).path("id").asText();
        assertThat(statement()).isEmpty();
        String pay = "/api/invoices/" + id + "/pay";
        assertThat(clerk.ask(owner, "POST", pay, "{}").statusCode()).isEqualTo(403);
        String reference = "{\"reference\":\"wire 7\"}";
        assertThat(clerk.done("POST", pay, reference).path("state").asText()).isEqualTo("paid");
        clerk.done("POST", pay, reference);
        assertThat(clerk.ask(clerk.admin(), "POST", pay, "{}").statusCode()).isEqualTo(409);
        assertThat(statement()).containsExactly("bought 7000");
        JsonNode back = clerk.done("POST", "/api/invoices/" + id + "/refund", "");
        assertThat(back.path("state").asText()).isEqualTo("refunded");
        assertThat(back.path("refund_micro_dollars").asLong()).isEqualTo(7_000);
        assertThat(statement()).containsExactly("returned -7000", "bought 7000");
        assertThat(credits().path("grants")).isEmpty();
        String csv =
                clerk.ask(ann, "GET", "/v1/credits/statement?format=csv&member=ann", "").body();
        assertThat(csv.lines().findFirst()).contains("seq,at,grant,what,micro_dollars");
        assertThat(csv.lines()).hasSize(3);
        assertThat(clerk.ask(ann, "GET", "/v1/credits?member=demo", "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void beyondCreditsAnAccountPaysUpToItsOwnCeilingAndNothingByDefault() throws Exception {
        clerk.done("PATCH", "/api/members/ann", "{\"plan\":\"pay-as-you-go\"}");
        grant(5_000, "");
        String owner = clerk.login("ann");
        String ceiling = "{\"micro_dollars\":{\"pay_as_you_go\":15000}}";
        clerk.done(owner, "PUT", "/api/ceilings/ann", ceiling);
        assertThat(
                        clerk.ask(
                                        owner,
                                        "PUT",
                                        "/api/ceilings/ann",
                                        "{\"micro_dollars\":{\"credits\":5}}")
                                .statusCode())
                .isEqualTo(400);
        HttpResponse<String> answer = ask();
        for (int i = 0; i < 200 && answer.statusCode() == 200; i++) {
            answer = ask();
        }
        JsonNode now = credits();
        assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(200);
        assertThat(now.path("balance_micro_dollars").asLong()).isZero();
        assertThat(now.path("to_pay_micro_dollars").asLong()).isBetween(1L, 15_000L);
        assertThat(now.at("/ceilings_micro_dollars/pay_as_you_go").asLong()).isEqualTo(15_000);
    }

    @Test
    void everythingOutlivesARestart() throws Exception {
        grant(30_000, "");
        for (int i = 0; i < 12; i++) {
            assertThat(ask().statusCode()).isEqualTo(200);
        }
        JsonNode before = credits();
        stopDemo();
        startDemo();
        clerk = new Clerk(demo, browser);
        assertThat(credits()).isEqualTo(before);
    }
}
