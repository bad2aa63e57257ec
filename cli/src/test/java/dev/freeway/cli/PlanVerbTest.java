package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.wire.Json;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freeway plan}, spoken to a gateway. */
class PlanVerbTest {
    private static final String PLAN =
            """
            {"at":"2026-11-20T12:00:00Z","asked":100,"served":75,"served_share":0.75,
             "served_per_day":37.5,"served_per_month":1125,
             "by_day":[{"from":"2026-11-20T12:00:00Z","asked":50,"served":50},
                       {"from":"2026-11-21T12:00:00Z","asked":50,"served":25}],
             "by_account":[{"provider":"acme","account":"main","served":75}],
             "binds":[{"provider":"acme","account":"main","model":"*","limit":"rpd","meter":"requests",
                       "amount":50,"models":3,"first_at":"2026-11-21T18:30:12Z","refused":25}],
             "one_more_account":[{"provider":"acme","adds":20,"adds_per_day":10.0}],
             "credits":[{"provider":"bank","account":"main","model":"*","limit":"promo",
                         "meter":"micro_dollars","amount":1000000,"left":500000,
                         "runs_out_at":"2026-11-21T07:00:00Z","left_by_day":[250000,0]},
                        {"provider":"pots","account":"main","model":"*","limit":"runs","meter":"runs",
                         "amount":50,"left":50,"runs_out_at":null,"left_by_day":[50,50]}],
             "cannot_serve":[],"assumed":["Requests come evenly."]}
            """;

    @TempDir Path directory;
    private final FakeGateway gateway = new FakeGateway().page("/api/plan", PLAN);
    private final Spoken freeway = Spoken.to(gateway);

    @BeforeEach
    void forget() {
        gateway.asked().clear();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void itDrawsABarADayALineACreditAndWhatBinds() {
        assertThat(freeway.execute("plan", "--rate", "50/day", "--days", "2")).isZero();
        assertThat(gateway.asked().getFirst())
                .contains("GET /api/plan?in=1000&out=300&needs=&days=2&rate=50%2Fday");
        assertThat(freeway.out())
                .contains(
                        "75 of 100 requests served in 2 days (75.0 %): 38 a day, 1,125 a month",
                        "2026-11-20  " + "█".repeat(40) + "  50 of 50",
                        "2026-11-21  " + "█".repeat(20) + "░".repeat(20) + "  25 of 50",
                        "served in each 24 hours from 2026-11-20 12:00Z",
                        """
                          acme / main rpd of 3 models
                            of 50 requests: 25 refused, the first at 2026-11-21 18:30Z
                        """,
                        "acme  +10 a day  +20 in all",
                        """
                          bank / main promo
                            |▂·| $0.50 left now, runs out 2026-11-21 07:00Z
                        """,
                        "not touched: 1",
                        "Requests come evenly.");
    }

    @Test
    void jsonIsWhatTheGatewaySays() {
        assertThat(freeway.execute("plan", "--rate", "3/min", "--needs", "tools,json", "--json"))
                .isZero();
        assertThat(gateway.asked().getFirst()).contains("needs=tools%2Cjson", "rate=3%2Fmin");
        assertThat(Json.parse(freeway.out())).isEqualTo(Json.parse(PLAN));
    }

    @Test
    void aTraceIsSentAsItIsWrittenGzippedOrNot() throws Exception {
        String csv = "t_s,input_tokens,output_tokens\n0,10,20\n";
        Path plain = Files.writeString(directory.resolve("a.csv"), csv);
        Path zipped = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(Files.readAllBytes(plain));
        }
        assertThat(freeway.execute("plan", "--trace", plain.toString())).isZero();
        assertThat(freeway.execute("plan", "--trace", zipped.toString())).isZero();
        assertThat(gateway.asked())
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked).startsWith("POST /api/plan?").endsWith(csv));
    }

    @Test
    void whatIsMissingOrWrongIsSaidInWords() {
        assertThat(freeway.execute("plan")).isEqualTo(2);
        assertThat(freeway.err()).contains("--rate: missing (expected: 500/day");
        assertThat(freeway.execute("plan", "--trace", directory.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(freeway.err()).contains("--trace: ", "cannot be read");
        gateway.refuses("/api/plan", 400, "{\"error\":{\"message\":\"rate: 'x' (expected: y)\"}}");
        assertThat(freeway.execute("plan", "--rate", "x")).isOne();
        assertThat(freeway.err()).contains("rate: 'x' (expected: y)");
    }
}
