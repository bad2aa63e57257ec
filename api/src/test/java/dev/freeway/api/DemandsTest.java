package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Privacy.Answer;
import dev.freeway.core.catalog.Privacy.Demand;
import dev.freeway.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not happen to a request does not: an offer where it might is not asked. */
class DemandsTest {
    /** Keeps nothing, and may learn from everything. */
    private static final Privacy LEARNS =
            new Privacy(
                    Answer.UNKNOWN,
                    Answer.NO,
                    Condition.NEVER,
                    Set.of(),
                    "",
                    Privacy.OWN.provenance());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-training",
                "no-retention, no-training",
                "No-Training",
            })
    void anOfferThatMayTrainDoesNotExistForIt(String header) throws Exception {
        try (Street street = new Street(LEARNS, Set.of())) {
            HttpResponse<String> answer = street.send(demanding(street, header));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer).path("code").asText()).isEqualTo("unsupported");
            assertThat(error(answer).path("message").asText())
                    .contains("acme/org/talker:free: does not promise no-training");
            assertThat(street.journal).noneMatch(entry -> entry.outcome().equals("served"));
        }
    }

    @Test
    void aPromiseThatIsGivenIsEnough() throws Exception {
        try (Street street = new Street(LEARNS, Set.of())) {
            assertThat(street.send(demanding(street, "no-retention")).statusCode()).isEqualTo(200);
            assertThat(street.send(street.post(Street.UNARY)).statusCode()).isEqualTo(200);
        }
        try (Street discreet = new Street()) {
            assertThat(discreet.send(demanding(discreet, "no-training,no-retention")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void headersAddUp() throws Exception {
        try (Street street = new Street(LEARNS, Set.of())) {
            HttpRequest.Builder twice =
                    demanding(street, "no-retention").header(Demands.HEADER, "no-training");
            assertThat(street.send(twice).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void whatAMemberAlwaysDemandsNoHeaderTakesBack() throws Exception {
        try (Street street = new Street(LEARNS, Set.of(Demand.NO_TRAINING))) {
            for (HttpRequest.Builder request :
                    java.util.List.of(
                            street.post(Street.UNARY), demanding(street, "no-retention"))) {
                HttpResponse<String> answer = street.send(request);
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).contains("does not promise no-training");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-trainig", "no-training;no-retention", "no-training,", "yes"})
    void anotherWordIsRefusedAndTheTwoAreNamed(String header) throws Exception {
        try (Street street = new Street()) {
            HttpResponse<String> answer = street.send(demanding(street, header));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer).path("param").asText()).isEqualTo("X-Freeway-Privacy");
            assertThat(error(answer).path("message").asText())
                    .contains("(expected: no-training or no-retention)");
            assertThat(street.journal).isEmpty();
        }
    }

    private static HttpRequest.Builder demanding(Street street, String header) {
        return street.post(Street.UNARY).header(Demands.HEADER, header);
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Json.parse(answer.body()).orElseThrow().path("error");
    }
}
