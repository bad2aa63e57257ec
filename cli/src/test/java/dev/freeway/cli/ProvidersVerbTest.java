package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code freeway providers}, spoken to a gateway. */
class ProvidersVerbTest {
    private static final String ACME =
            """
            {"id":"acme","name":"Acme","state":"live","note":"","dialect":"openai",
            "base_url":"https://acme.test/v1","key_variables":["ACME_KEY"],
            "accounts":[{"name":"work","owner":"ann","serves":"anyone","serves_retired":false,"facts":{"card":"no"}},
              {"name":"home","owner":null,"serves":"owner","serves_retired":false,"facts":{}}],
            "models":[{"id":"smart-1","names":["smart"],"context_tokens":131072,"output_tokens":4096,"can":["chat","tools"],
              "from":null,"until":"2026-12-01","holds":"today","price":"0.10 dollars a million input tokens"},
              {"id":"smart-2","names":[],"tier":"low","class":"best","context_tokens":8192,"output_tokens":4096,"can":["chat"],
              "from":null,"until":null,"holds":"today","price":""}],
            "models_from":{"source":"models page","checked":"2026-09-18","certainty":"observed"},
            "limits":[
              {"id":"rpm","words":"30 requests in any minute, for each model","models":"*","tier":"*","when":"","from":null,
               "until":"2026-06-01","holds":"before","applies_to":[],
               "source":"old page","checked":"2026-02-01","certainty":"observed"},
              {"id":"rpm","words":"5 requests in any minute, for each model","models":"smart-*","tier":"*","when":"","from":"2026-06-01",
               "until":null,"holds":"today","applies_to":["work","home"],
               "source":"limits page","checked":"2026-09-18","certainty":"verified"},
              {"id":"rpd","words":"1,000 requests a calendar day (UTC), for the whole account","models":"*","tier":"paid",
               "when":"card is no","from":null,"until":null,"holds":"today","applies_to":["work"],
               "source":"limits page","checked":"2026-09-18","certainty":"verified"},
              {"id":"rpd","words":"9,000 requests a calendar day (UTC), for the whole account","models":"*","tier":"*",
               "when":"card is yes","from":null,"until":null,"holds":"today","applies_to":[],
               "source":"limits page","checked":"2026-09-18","certainty":"verified"},
              {"id":"rph","words":"7 requests in any hour, for the whole account","models":"*","tier":"*","when":"","from":"2027-01-01",
               "until":"2028-01-01","holds":"later","applies_to":[],
               "source":"a notice","checked":"2026-09-18","certainty":"uncertain"}],
            "gates":[{"models":["*"],"when":"card is yes","from":null,"until":null,"without":[],"otherwise":"it wants a card on file","billing":"usage","closes":["work"],
              "source":"pricing page","checked":"2026-09-18","certainty":"verified"},
              {"models":["smart-1"],"when":"","from":null,"until":null,"without":["vision"],"otherwise":"pictures cost money","billing":"","closes":[],
              "source":"pricing page","checked":"2026-09-18","certainty":"verified"}],
            "billing":[{"id":"usage","about":"list price","instead":["rpd"],"allowed":[{"account":"home","micro_dollars_a_month":5000000}],
              "source":"pricing page","checked":"2026-09-18","certainty":"verified"}],
            "privacy":{"trains":"yes","keeps":"unknown","unless":"switch is off","bars":["CH","EEA"],"note":"read by people",
              "source":"terms","checked":"2026-09-18","certainty":"observed"},
            "use":{"serves":"owner","evaluation_only":true,"bars_resale":true,"bars_personal":false,"served_wider_by":["work"],
              "source":"terms of service","checked":"2026-09-18","certainty":"uncertain"}}\
            """;
    private static final String IN_FULL =
            """
            Acme, live
              address  https://acme.test/v1
              speaks   openai
              key in   ACME_KEY

            Accounts here
              work: of ann, serves anyone; card is no
              home: the operators', serves owner

            Limits today
              rpm: 5 requests in any minute, for each model; models smart-*; from 2026-06-01
              rpd: 1,000 requests a calendar day (UTC), for the whole account; where card is
                no; tier paid; of work
                verified: limits page, read 2026-09-18

            Limits before
              rpm: 30 requests in any minute, for each model; until 2026-06-01
                observed: old page, read 2026-02-01

            Limits to come
              rph: 7 requests in any hour, for the whole account; from 2027-01-01 until
                2028-01-01
                uncertain: a notice, read 2026-09-18

            Free only where
              card is yes; else: it wants a card on file; billing 'usage' opens it; CLOSED
                for: work
                verified: pricing page, read 2026-09-18
              a request needs no vision (smart-1); else: pictures cost money
                verified: pricing page, read 2026-09-18

            What would cost money
              usage: list price; after rpd; ALLOWED for home, at most $5.00 a month
                verified: pricing page, read 2026-09-18

            Privacy
              trains on what it gets: yes; keeps it: unknown; neither where switch is off;
                must not serve CH, EEA
              read by people
                observed: terms, read 2026-09-18

            Terms of use
              serves owner; for evaluation only; bars resale; SERVED WIDER by: work
                uncertain: terms of service, read 2026-09-18

            Models (2)
              smart-1: context 131,072, answers up to 4,096; chat, tools; until 2026-12-01;
                also smart; 0.10 dollars a million input tokens
              smart-2: class best; context 8,192, answers up to 4,096; chat; tier low
                observed: models page, read 2026-09-18
            """;
    private static final String OLD =
            """
            {"id":"old","name":"Old Co","state":"retired","note":"switched off","base_url":"https://old.test",
            "accounts":[],"models":[],"limits":[],"privacy":{"trains":"no"}}\
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    @BeforeEach
    void fill() {
        gateway.page("/api/providers", "{\"providers\":[%s,%s]}".formatted(ACME, OLD));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void eachIsALine() {
        assertThat(freeway.execute("providers")).isZero();
        assertThat(freeway.out())
                .isEqualTo(
                        """
                        acme  Acme    live     2 models  trains: yes  accounts: work, home
                        old   Old Co  retired  0 models  trains: no   switched off
                        """);
    }

    @Test
    void oneIsShownInFull() {
        assertThat(freeway.execute("providers", "acme")).isZero();
        assertThat(freeway.out()).isEqualTo(IN_FULL);
    }

    @Test
    void nothingIsWiderThanTheTerminalUnlessAWordIs() {
        freeway.execute("providers", "ACME");
        assertThat(freeway.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void oneIsAskedForByNameAndAsJson() {
        assertThat(freeway.execute("providers", "acme", "--json")).isZero();
        assertThat(Json.parse(freeway.out()).orElseThrow().findValuesAsText("id"))
                .startsWith("acme")
                .doesNotContain("old");
        assertThat(freeway.execute("providers", "nobody")).isOne();
        assertThat(freeway.err()).contains("no provider 'nobody' (freeway providers lists them)");
    }
}
