package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Reception;
import dev.freeway.relay.Reply;
import dev.freeway.wire.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routing is seen over HTTP: where a request would go, what that comes of; and made to forget. */
class RoutingDoorTest {
    private static final String OFFER = "acme@main/org/talker:free";

    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void whereARequestWouldGoIsWhereItGoes() throws Exception {
        JsonNode told = get("/api/explain?model=auto&in=1200&out=300&needs=tools,vision");
        assertThat(told.path("outcome").asText()).isEqualTo("open");
        assertThat(told.path("chosen").asText()).isEqualTo(OFFER);
        assertThat(told.path("wait_seconds").asDouble(-1)).isZero();
        assertThat(told.at("/expected/input_tokens").asInt()).isEqualTo(1_200);
        assertThat(told.at("/expected/output_tokens").asInt()).isEqualTo(300);
        assertThat(told.path("offers")).hasSize(1);
        assertThat(told.at("/offers/0/rank").asInt()).isOne();
        assertThat(told.at("/offers/0/state").asText()).isEqualTo("open");
        assertThat(street.journal).isEmpty();
        street.send(street.post(Street.UNARY));
        assertThat(street.journal.getFirst().why()).isEqualTo(told.path("why").asText());
        assertThat(told.path("why").asText())
                .startsWith(OFFER + ": the cheapest that fits, at 0.000");
    }

    @Test
    void anOfferThatFailedIsRestingAndItIsSaidWhyAndUntilWhen() throws Exception {
        Instant retry = street.clock.instant().plusSeconds(40);
        street.provider =
                (_, _) ->
                        new Reply.Failed(
                                new Fault.RateLimited("too fast", retry),
                                false,
                                Reception.at(Instant.EPOCH));
        street.send(street.post(Street.UNARY));
        JsonNode told = get("/api/explain?model=talker");
        assertThat(told.path("outcome").asText()).isEqualTo("spent");
        assertThat(told.path("chosen").isNull()).isTrue();
        JsonNode offer = told.at("/offers/0");
        assertThat(offer.path("state").asText()).isEqualTo("resting");
        assertThat(offer.path("why").asText()).isEqualTo("too fast");
        assertThat(offer.path("wait_seconds").asDouble()).isEqualTo(40);
        JsonNode rest = get("/api/routing").at("/resting/0");
        assertThat(rest.path("offer").asText()).isEqualTo(OFFER);
        assertThat(rest.path("until").asText()).isEqualTo(retry.toString());
        Activity failed = street.journal.getFirst();
        assertThat(failed.why()).startsWith(OFFER + ": ").endsWith("; it failed: too fast");
    }

    @Test
    void whatAnOfferLacksIsNamed() throws Exception {
        JsonNode told = get("/api/explain?model=auto&in=300000");
        assertThat(told.path("outcome").asText()).isEqualTo("unfit");
        assertThat(told.at("/offers/0/why").asText()).isEqualTo("context of 100000 tokens");
    }

    @Test
    void demandsOfTheQueryAreDemandsOfTheRequest() throws Exception {
        Privacy learns =
                new Privacy(
                        Privacy.Answer.UNKNOWN,
                        Privacy.Answer.NO,
                        dev.freeway.core.catalog.Condition.NEVER,
                        Set.of(),
                        "",
                        Privacy.OWN.provenance());
        try (Street other = new Street(learns, Set.of())) {
            HttpResponse<String> told =
                    other.send(other.authorized("/api/explain?model=auto&privacy=no-training"));
            assertThat(Json.parse(told.body()).orElseThrow().at("/offers/0/why").asText())
                    .isEqualTo("does not promise no-training");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in=1|400|is missing (expected: a name)",
                "model=auto&in=many|400|in: 'many' (expected: a number of tokens up to 100000000)",
                "model=auto&out=-1|400|out: '-1' (expected:",
                "model=auto&needs=wings|400|needs: 'wings' (expected: completion, embedding, json,"
                        + " tools, vision)",
                "model=auto&mode=hurry|400|mode: 'hurry' (expected: serve-now or make-it-last)",
                "model=auto&privacy=some|400|(expected: no-training or no-retention)",
                "model=nothing|404|The model 'nothing' is not here",
            })
    void whatCannotBeExplainedIsSaid(String query, int status, String message) throws Exception {
        HttpResponse<String> answer = street.send(street.authorized("/api/explain?" + query));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void whenRequestsCameIsSeenUntilItIsForgotten() throws Exception {
        street.send(street.post(Street.UNARY));
        JsonNode seen = get("/api/routing");
        assertThat(seen.at("/basis/examples").asInt()).isOne();
        assertThat(seen.at("/basis/since").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(seen.at("/arrivals/per_hour/12").asDouble()).isPositive();
        assertThat(seen.at("/arrivals/per_hour/13").isNull()).isTrue();
        assertThat(forget("?what=profile").statusCode()).isEqualTo(200);
        JsonNode forgotten = get("/api/routing");
        assertThat(forgotten.at("/basis/examples").asInt()).isZero();
        assertThat(forgotten.at("/basis/since").isNull()).isTrue();
        assertThat(forgotten.at("/arrivals/per_hour/12").isNull()).isTrue();
    }

    @Test
    void whatIsToBeForgottenIsNamedAndSaidWhenItIsDurable() throws Exception {
        assertThat(forget("").statusCode()).isEqualTo(400);
        assertThat(forget("?what=everything").body())
                .contains("what: 'everything' (expected: learned, profile or all)");
        assertThat(forget("?what=all").body()).isEqualTo("{\"forgotten\":\"all\"}");
        street.ledger.settles = false;
        assertThat(forget("?what=learned").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> forget(String query) throws Exception {
        return street.send(
                street.authorized("/api/routing" + query)
                        .method("DELETE", BodyPublishers.noBody()));
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = street.send(street.authorized(path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body()).orElseThrow();
    }
}
