package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code freeway explain} and {@code routing}, spoken to a gateway. */
class RoutingVerbsTest {
    private static final String EXPLAINED =
            """
            {"at":"2026-11-20T12:00:00Z","model":"auto","mode":"serve-now",
            "expected":{"input_tokens":1200,"output_tokens":280},"outcome":"open",
            "why":"acme@work/smart-1: the cheapest that fits, at 0.012 of a request's worth: rpd has 49 of 50 requests left",
            "chosen":"acme@work/smart-1","fits_at":"2026-11-20T12:00:00Z","wait_seconds":0.0,"offers":[
            {"offer":"acme@work/smart-1","state":"open","why":"rpd has 49 of 50 requests left","rank":1,"price":0.0121,
            "wait_seconds":0.0,"charges":[{"limit":"rpd","price":0.012},{"limit":"tpm","price":0.0001},{"limit":"x","price":0}]},
            {"offer":"other@work/smart-1","state":"resting","why":"too fast","rank":null,"price":0.5,"wait_seconds":40.0,"charges":[]},
            {"offer":"blind@work/smart-1","state":"unfit","why":"no vision","rank":null,"price":null,"wait_seconds":null,"charges":[]}]}\
            """;

    private static final String ROUTING =
            """
            {"at":"2026-11-20T12:00:00Z","informed":true,
            "basis":{"examples":4096,"since":"2026-11-20T08:00:00.5Z","solved_at":"2026-11-20T11:50:00Z",
            "typical":{"input_tokens":1020,"output_tokens":280}},
            "prices":[
            {"provider":"acme","account":"work","model":"*","limit":"rpd","meter":"requests","amount":50,"left":49,"unit":0.9,"request":0.9},
            {"provider":"acme","account":"work","model":"smart-1","limit":"credit","meter":"micro_dollars","amount":5000000,"left":2500000,"unit":0.00001,"request":0.004},
            {"provider":"other","account":"work","model":"*","limit":"tpd","meter":"total_tokens","amount":1000000,"left":900000,"unit":0.00000001,"request":0.00001}],
            "arrivals":{"per_hour":[null,20.0,5.0,0.0,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null],"next_day":1234.4},
            "learned":[{"provider":"acme","account":"work","model":"smart-1","limit":"rpm","amount":15,"at":"2026-11-20T10:00:00.25Z","evidence":"x-ratelimit-limit: 15"}],
            "resting":[{"offer":"other@work/smart-1","until":"2026-11-20T12:00:40Z","why":"too fast"}]}\
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void theDecisionComesFirstThenEveryOffer() {
        gateway.page("/api/explain", EXPLAINED);
        assertThat(freeway.execute("explain", "auto")).isZero();
        assertThat(freeway.out())
                .isEqualTo(
                        """
                        auto, 1,200 in and likely 280 out, serve-now
                        goes to acme@work/smart-1: the cheapest that fits, at 0.012 of a request's worth: rpd has 49 of 50 requests left
                           offer               price  wait   why
                        1  acme@work/smart-1   0.012  now    rpd has 49 of 50 requests left (rpd 0.012, tpm <0.001)
                        -  other@work/smart-1  0.500  40 s   resting after a failure: too fast
                        -  blind@work/smart-1         never  no vision
                        """);
    }

    @Test
    void whatIsSupposedIsAskedWith() {
        gateway.page("/api/explain", EXPLAINED);
        String[] words =
                "explain a/b:free --in 5 --out 7 --needs tools,json --mode make-it-last --privacy no-training --json"
                        .split(" ", -1);
        assertThat(freeway.execute(words)).isZero();
        assertThat(gateway.asked())
                .containsExactly(
                        "GET /api/explain?model=a%2Fb%3Afree&in=5&out=7&needs=tools%2Cjson&mode=make-it-last&privacy=no-training"
                            + " Bearer fw_test ");
        assertThat(Json.parse(freeway.out())).isEqualTo(Json.parse(EXPLAINED));
    }

    @Test
    void whatCannotGoNowSaysWhenItCan() {
        gateway.page(
                "/api/explain",
                EXPLAINED
                        .replaceFirst("\"open\"", "\"kept\"")
                        .replaceFirst("0\\.0,\"offers", "90.0,\"offers"));
        freeway.execute("explain", "auto");
        assertThat(freeway.out()).contains("\nwaits 1 min 30 s: acme@work");
        gateway.page("/api/explain", EXPLAINED.replaceFirst("\"open\"", "\"unfit\""));
        freeway.execute("explain", "auto");
        assertThat(freeway.out()).contains("\ncannot be served: acme@work");
        gateway.refuses("/api/explain", 404, "{\"error\":{\"message\":\"not here\"}}");
        assertThat(freeway.execute("explain", "none")).isOne();
        assertThat(freeway.err()).isEqualTo("not here\n");
    }

    @Test
    void whatRoutingGoesByIsDrawn() {
        gateway.page("/api/routing", ROUTING);
        assertThat(freeway.execute("routing")).isZero();
        assertThat(freeway.out())
                .startsWith(
                        """
                        Prices, in requests' worth: what a typical request takes of each limit
                          solved at 2026-11-20T11:50:00Z from 4,096 requests seen since
                            2026-11-20T08:00:00Z; typical: 1,020 in, 280 out.
                          0.900  acme@work rpd             49 of 50 requests left
                          0.004  acme@work/smart-1 credit  $2.50 of $5.00 left
                            1 more cost next to nothing (--all shows them)

                        Requests an hour, by the hour of the day (UTC)
                          00  not seen yet
                          01  ████████████████████████████████████████ 20
                          02  ██████████ 5.0
                          03  0.0
                          04  not seen yet
                        """)
                .endsWith(
                        """
                          23  not seen yet
                          expected within a day: 1,234

                        Learned limits
                          acme@work/smart-1 rpm is 15 (x-ratelimit-limit: 15, 2026-11-20T10:00:00Z)

                        Resting offers
                          other@work/smart-1 for 40 s: too fast
                        """);
        freeway.execute("routing", "--all");
        assertThat(freeway.out()).contains("<0.001  other@work tpd");
        freeway.execute("routing", "--json");
        assertThat(Json.parse(freeway.out())).isEqualTo(Json.parse(ROUTING));
    }

    @Test
    void whatIsToBeForgottenIsDeletedOnceItIsUnderstood() {
        gateway.page("/api/routing", "{\"forgotten\":\"learned\"}");
        assertThat(freeway.execute("routing", "--reset", "everything")).isEqualTo(2);
        assertThat(freeway.err())
                .isEqualTo("--reset: 'everything' (expected: learned, profile, all)\n");
        assertThat(gateway.asked()).isEmpty();
        assertThat(freeway.execute("routing", "--reset", "learned")).isZero();
        assertThat(freeway.out()).isEqualTo("forgotten: learned\n");
        assertThat(gateway.asked())
                .containsExactly("DELETE /api/routing?what=learned Bearer fw_test ");
    }
}
