package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code freeway usage}, spoken to a gateway. */
class UsageVerbTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    private static final String FIGURES =
            """
            "requests":%d,"failed":1,"refused":0,"input_tokens":1234567,"cached_tokens":0,
            "output_tokens":890,"list_price_micro_dollars":2500000,"paid_micro_dollars":0,
            "free_micro_dollars":2500000,"requests_without_list_price":%d\
            """;

    private static String page(String groups, String rows, int without) {
        return """
        {"at":"2026-11-20T12:00:00Z","from":"2026-10-22","until":"2026-11-21","member":"ann",
        "group_by":[%s],"usage":[%s],"total":{%s},"estimated_cost_of_what_is_left":1250000,
        "runway":[
        {"member":"ann","limit":"rpd","meter":"requests","amount":100,"used":80,"left":20,
        "since":"2026-11-20T00:00:00Z","spent_at":"2026-11-20T15:40:00Z","resets_at":"2026-11-21T00:00:00Z"},
        {"member":"ann","limit":"tpd","meter":"total_tokens","amount":2000000,"used":5,"left":1,
        "since":"2026-11-20T00:00:00Z","spent_at":null,"resets_at":"2026-11-21T00:00:00Z"}]}\
        """
                .formatted(groups, rows, FIGURES.formatted(12, without));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void sumsStandBelowEachOtherAndTheTotalLast() {
        String rows =
                "{\"day\":\"2026-11-19\",\"model\":\"smart-1\",%s},{\"day\":\"2026-11-20\",\"model\":\"\",%s}"
                        .formatted(FIGURES.formatted(2, 0), FIGURES.formatted(10, 3));
        gateway.page("/v1/usage", page("\"day\",\"model\"", rows, 3));
        assertThat(freeway.execute("usage")).isZero();
        assertThat(freeway.out())
                .isEqualTo(
                        """
                        rpd: 80 of 100 requests used since 00:00; spent by 15:40 UTC at this pace
                        tpd: 5 of 2M total tokens used since 00:00; lasts until 2026-11-21 00:00 UTC at this pace
                        what is left would cost about $1.25 at list price

                        day         model    requests  failed  refused  input tokens  cached  output tokens  list price   paid     free
                        2026-11-19  smart-1         2       1        0         1.23M       0            890       $2.50  $0.00    $2.50
                        2026-11-20  -              10       1        0         1.23M       0            890     ≥ $2.50  $0.00  ≥ $2.50
                        total                      12       1        0         1.23M       0            890     ≥ $2.50  $0.00  ≥ $2.50
                        """);
    }

    @Test
    void whereNothingIsKeptApartThereIsTheTotalAlone() {
        gateway.page("/v1/usage", page("", "{" + FIGURES.formatted(12, 0) + "}", 0));
        assertThat(freeway.execute("usage", "--by", "")).isZero();
        assertThat(freeway.out().lines().skip(4))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("total        12");
    }

    @Test
    void optionsAreAskedForAsTheyAre() {
        gateway.page("/v1/usage", page("\"day\"", "", 0));
        int code =
                freeway.execute(
                        "usage",
                        "--by=member,day",
                        "--from=2026-11-01",
                        "--until=2026-12-01",
                        "--member=a&b",
                        "--json");
        assertThat(code).isZero();
        assertThat(Json.parse(freeway.out()).orElseThrow().path("member").asText())
                .isEqualTo("ann");
        assertThat(gateway.asked().getFirst())
                .startsWith(
                        "GET /v1/usage?from=2026-11-01&until=2026-12-01&member=a%26b"
                                + "&group_by=member%2Cday Bearer");
    }

    @Test
    void csvIsHandedOnAsItComes() {
        gateway.page("/v1/usage", "day,requests\r\n2026-11-20,'=7\r\n");
        assertThat(freeway.execute("usage", "--csv")).isZero();
        assertThat(freeway.out().lines()).containsExactly("day,requests", "2026-11-20,'=7");
        assertThat(gateway.asked().getFirst()).contains("&format=csv ");
        assertThat(freeway.execute("usage", "--csv", "--json")).isEqualTo(2);
    }

    @Test
    void aRefusalIsSaid() {
        gateway.refuses("/v1/usage", 403, "{\"error\":{\"message\":\"not yours\"}}");
        assertThat(freeway.execute("usage", "--member=bob")).isOne();
        assertThat(freeway.err()).contains("not yours");
    }
}
