package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/plan}, asked of a real gateway. */
class PlanTest extends DemoTest {
    @Override
    Set<String> providers() {
        return Set.of("openrouter", "cerebras");
    }

    @Test
    void aPlanSaysWhatIsServedEachDayAndLeavesTheLedgerAlone() throws Exception {
        List<String> before = used();
        HttpResponse<String> answer =
                browser.get("/api/plan?rate=20/hour&in=500&out=100&needs=tools&days=2");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode plan = Browser.json(answer);
        assertThat(plan.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "at",
                        "demand",
                        "asked",
                        "served",
                        "served_share",
                        "served_per_day",
                        "served_per_month",
                        "by_day",
                        "by_account",
                        "binds",
                        "one_more_account",
                        "credits",
                        "played",
                        "cannot_serve",
                        "assumed");
        assertThat(plan.path("asked").asLong()).isEqualTo(960);
        // OpenRouter alone holds 1,000 a day.
        assertThat(plan.path("served").asLong()).isEqualTo(960);
        assertThat(plan.path("served_per_month").asLong()).isEqualTo(14_400);
        assertThat(plan.path("by_day")).hasSize(2);
        assertThat(plan.at("/demand/needs/0").asText()).isEqualTo("tools");
        assertThat(used()).isEqualTo(before);
    }

    private List<String> used() throws Exception {
        return Browser.json(browser.get("/api/quota")).findValuesAsText("used");
    }

    @Test
    void aTraceIsTheBody() throws Exception {
        String csv =
                """
                TIMESTAMP,ContextTokens,GeneratedTokens
                2026-01-01 00:00:00,9,9
                2026-01-01 12:00:00,9,9
                """;
        JsonNode plan = Browser.json(post(csv));
        assertThat(plan.at("/demand/trace_rows").asInt()).isEqualTo(2);
        assertThat(plan.path("served").asLong()).isEqualTo(2);
        String burst = "t_s,input_tokens,output_tokens\n" + "0,9,9\n".repeat(2_000);
        assertThat(post(burst).body()).contains("days: '1 of 172,800,000 requests' (expected: at");
        HttpResponse<String> bad = post("when,what\n1,2\n");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("trace: line 1: 'when,what' (expected: t_s or TIMESTAMP");
    }

    private HttpResponse<String> post(String csv) throws Exception {
        return browser.send(
                browser.request("/api/plan?days=1")
                        .header("authorization", "Bearer " + demo.token())
                        .header("content-type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(csv)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days=3          | rate: '' (expected: 500/day, 20/hour or 3/min, or a trace",
                "rate=many       | rate: 'many' (expected: 500/day, 20/hour or 3/min)",
                "rate=0/day      | rate: '0/day' (expected",
                "rate=5/year     | rate: '5/year' (expected",
                "rate=5/day&in=0 | in: '0' (expected: 1 to 10000000)",
                "rate=5/day&out=x | out: 'x' (expected: 1 to 10000000)",
                "rate=5/day&days=93 | days: '93' (expected: 1 to 92)",
                "rate=50000/day | days: '30 of 50,000 requests' (expected: at most 1,000,000 in"
                        + " all)",
                "rate=5/day&needs=wings | needs: 'wings' (expected: tools, vision or json)",
                "rate=5/day&colour=red | query: 'colour' (expected: rate, in, out, needs, days)"
            })
    void whatIsWrongIsSaid(String query, String message) throws Exception {
        HttpResponse<String> answer = browser.get("/api/plan?" + query.strip());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.json(answer).at("/error/message").asText()).contains(message);
    }
}
