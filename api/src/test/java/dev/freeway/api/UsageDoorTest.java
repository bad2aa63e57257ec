package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.usage.ActivityRow;
import dev.freeway.core.quota.Cell;
import dev.freeway.core.quota.EpochMicros;
import dev.freeway.core.quota.Tally;
import dev.freeway.relay.History;
import dev.freeway.relay.History.By;
import dev.freeway.relay.History.Sum;
import dev.freeway.relay.History.Used;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of usage and activity, and to whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageDoorTest {
    private final Street street = new Street();

    @AfterAll
    void close() {
        street.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return street.send(street.authorized(path));
    }

    private HttpResponse<String> asMember(String path) throws Exception {
        return street.send(
                street.request(path).header("authorization", "Bearer " + Street.MEMBERS));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body()).orElseThrow();
    }

    @Test
    void thirtyDaysUpToTodayAreTheUsual() throws Exception {
        JsonNode page = json(get("/v1/usage"));
        assertThat(page.path("from").asText()).isEqualTo("2026-10-22");
        assertThat(page.path("until").asText()).isEqualTo("2026-11-21");
        assertThat(page.path("group_by").toString()).isEqualTo("[\"day\",\"model\"]");
        assertThat(page.path("member").isNull()).isTrue();
    }

    @Test
    void aMemberSeesItsOwnAndAnOperatorAnybodys() throws Exception {
        json(asMember("/v1/usage"));
        assertThat(street.history.asked.flatMap(History.Period::member)).contains("bob");
        json(asMember("/v1/usage?member=bob"));
        HttpResponse<String> refused = asMember("/v1/usage?member=ann");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("operator_only");
        json(get("/v1/usage?member=bob&from=2026-11-01&until=2026-11-02"));
        assertThat(street.history.asked)
                .contains(
                        new History.Period(
                                LocalDate.of(2026, 11, 1),
                                LocalDate.of(2026, 11, 2),
                                Optional.of("bob")));
        assertThat(asMember("/api/activity").statusCode()).isEqualTo(403);
        assertThat(asMember("/v1/activity?member=ann").statusCode()).isEqualTo(400);
        json(asMember("/v1/activity"));
        assertThat(street.history.filter.values()).containsEntry(History.Field.MEMBER, "bob");
        json(get("/api/activity?member=ann&model=m&from=2026-11-20&until=2026-11-20T15:40:00Z"));
        assertThat(street.history.filter)
                .isEqualTo(
                        new History.Filter(
                                Map.of(History.Field.MEMBER, "ann", History.Field.MODEL, "m"),
                                Instant.parse("2026-11-20T00:00:00Z"),
                                Instant.parse("2026-11-20T15:40:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/usage?from=yesterday|from",
                "/v1/usage?from=2026-11-20&until=2026-11-20|from",
                "/v1/usage?from=-99999-01-01|from",
                "/v1/usage?group_by=day,colour|group_by",
                "/v1/usage?format=xls|format",
                "/v1/usage?form=csv|query",
                "/v1/activity?until=2026-11-20T25:00:00Z|until",
                "/v1/activity?from=+1000000000-01-01T00:00:00Z|from",
                "/v1/activity?before=-1|before",
                "/v1/activity?limit=1001|limit",
                "/api/activity?limit=many|limit"
            })
    void whatIsWrongWithAQueryIsNamed(String path, String param) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).orElseThrow().at("/error/param").asText())
                .isEqualTo(param);
    }

    @Test
    void sumsAreToldWithTheirTotalTheirPaceAndWhatIsLeft() throws Exception {
        try (Street mine = new Street()) {
            Instant since = mine.clock.instant().minus(Duration.ofHours(8));
            long from = EpochMicros.of(since);
            mine.ledger.tally =
                    new Tally(0, List.of(new Cell(1, from, from + 86_400_000_000L, 60)));
            mine.history.sums =
                    List.of(
                            new Sum(Map.of(By.MODEL, "a"), new Used(20, 1, 0, 9, 3, 4, 700, 0, 50)),
                            new Sum(Map.of(By.MODEL, "b"), new Used(10, 0, 5, 1, 0, 1, 200, 2, 0)));
            JsonNode page = json(mine.send(mine.authorized("/v1/usage?member=ann&group_by=model")));
            assertThat(page.at("/usage/1").toString())
                    .isEqualTo(
                            "{\"model\":\"b\",\"requests\":10,\"failed\":0,\"refused\":5,"
                                + "\"input_tokens\":1,\"cached_tokens\":0,\"output_tokens\":1,"
                                + "\"list_price_micro_dollars\":200,\"paid_micro_dollars\":0,"
                                + "\"free_micro_dollars\":200,\"requests_without_list_price\":2}");
            JsonNode total = page.path("total");
            assertThat(total.path("requests").asInt()).isEqualTo(30);
            assertThat(total.path("free_micro_dollars").asInt()).isEqualTo(850);
            assertThat(page.path("estimated_cost_of_what_is_left").asInt())
                    .as("40 requests left, of 30 micro-dollars each")
                    .isEqualTo(1_200);
            assertThat(page.at("/runway/0/limit").asText()).isEqualTo("rpd");
            assertThat(page.at("/runway/0/since").asText()).isEqualTo(since.toString());
            assertThat(page.at("/runway/0/spent_at").asText())
                    .as("60 in 8 hours: 40 more by 17:20")
                    .isEqualTo("2026-11-20T17:20:00Z");
        }
    }

    @Test
    void sumsAsAFileHaveATypeANameAndAHead() throws Exception {
        try (Street mine = new Street()) {
            mine.history.sums =
                    List.of(
                            new Sum(
                                    Map.of(By.DAY, "2026-11-20", By.MODEL, "=cmd|'/c calc'!A1"),
                                    new Used(1, 0, 0, 5, 0, 2, 7, 0, 0)));
            HttpResponse<String> csv = mine.send(mine.authorized("/v1/usage?format=csv"));
            assertThat(csv.headers().firstValue("content-type"))
                    .contains("text/csv; charset=utf-8; header=present");
            assertThat(csv.headers().firstValue("content-disposition"))
                    .contains("attachment; filename=\"usage.csv\"");
            assertThat(csv.body())
                    .isEqualTo(
                            "day,model,requests,failed,refused,input_tokens,cached_tokens,output_tokens,list_price_micro_dollars,paid_micro_dollars,free_micro_dollars,requests_without_list_price\r\n"
                                + "2026-11-20,'=cmd|'/c calc'!A1,1,0,0,5,0,2,7,0,7,0\r\n");
            HttpResponse<String> jsonl = mine.send(mine.authorized("/v1/usage?format=jsonl"));
            assertThat(jsonl.headers().firstValue("content-type")).contains("application/jsonl");
            assertThat(jsonl.body().lines()).hasSize(1);
        }
    }

    @Test
    void pagesOfActivityFollowOneAnotherWhileMoreComes() throws Exception {
        try (Street mine = new Street()) {
            ask(mine, 5);
            JsonNode first = json(mine.send(mine.authorized("/api/activity?limit=2")));
            ask(mine, 1);
            String next = first.path("next_before").asText();
            JsonNode second =
                    json(mine.send(mine.authorized("/api/activity?limit=9&before=" + next)));
            assertThat(seqs(first)).containsExactly(5L, 4L);
            assertThat(seqs(second)).containsExactly(3L, 2L, 1L);
            assertThat(second.path("next_before").isNull()).isTrue();
        }
    }

    private static List<Long> seqs(JsonNode page) {
        List<Long> seqs = new ArrayList<>();
        page.path("activity").forEach(row -> seqs.add(row.path("seq").asLong()));
        return seqs;
    }

    private static void ask(Street street, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(street.send(street.post(Street.UNARY)).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv"})
    void aFileOfActivityHoldsAllOfItWhateverAPageHolds(String format) throws Exception {
        try (Street mine = new Street()) {
            ask(mine, 1);
            for (int i = 0; i < 2_500; i++) {
                mine.history.record(mine.journal.getFirst());
            }
            HttpResponse<String> file = mine.send(mine.authorized("/v1/activity?format=" + format));
            assertThat(file.body().lines()).hasSize(2_501 + (format.equals("csv") ? 1 : 0));
            HttpRequest.Builder head =
                    mine.authorized("/v1/activity?format=" + format)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody());
            assertThat(mine.send(head).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFileThatBreaksOffNeverLooksWhole() throws Exception {
        try (Street mine = new Street()) {
            ask(mine, 1);
            for (int i = 0; i < 2_500; i++) {
                mine.history.record(mine.journal.getFirst());
            }
            mine.history.brokenBefore = 1_600;
            assertThatThrownBy(() -> mine.send(mine.authorized("/v1/activity?format=csv")))
                    .isInstanceOf(IOException.class);
            mine.history.brokenBefore = Long.MAX_VALUE;
            assertThat(mine.send(mine.authorized("/v1/activity?format=csv")).statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void aRowOfActivityTellsWhatItTakesToRepeatTheRequestAndNothingSaid() throws Exception {
        try (Street mine = new Street()) {
            String body =
                    """
                    {"model":"auto","seed":7,"temperature":0.5,"messages":[{"role":"user","content":"secret"}]}\
                    """;
            assertThat(mine.send(mine.post(body)).statusCode()).isEqualTo(200);
            HttpResponse<String> answer = mine.send(mine.authorized("/v1/activity"));
            JsonNode row = json(answer).at("/activity/0");
            assertThat(answer.body()).doesNotContain("secret", Street.TOKEN);
            assertThat(row.path("parameters").toString())
                    .isEqualTo("{\"seed\":7,\"temperature\":0.5}");
            assertThat(row.path("member").asText()).isEqualTo("ann");
            assertThat(row.path("context_tokens").asInt()).isEqualTo(100_000);
            assertThat(row.path("version").asText()).isEqualTo("test");
            assertThat(row.properties().stream().map(Map.Entry::getKey))
                    .as("the columns of a file are the fields of a page")
                    .containsExactlyInAnyOrderElementsOf(ActivityRow.COLUMNS);
        }
    }
}
