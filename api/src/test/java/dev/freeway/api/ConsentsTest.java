package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.chat.Consent;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client lets happen to its request is read from its headers. */
class ConsentsTest {
    private final Street street = new Street();
    private final List<Consent> given = new CopyOnWriteArrayList<>();

    @BeforeEach
    void note() {
        street.provider =
                (Call call, dev.freeway.relay.Sink sink) -> {
                    given.add(call.ask().consent());
                    return Street.says(call, sink, "{}");
                };
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aClientThatSaysNothingLetsHappenWhatTheOperatorAllows() throws Exception {
        assertThat(street.send(street.post(Street.UNARY)).statusCode()).isEqualTo(200);
        assertThat(given).containsExactly(Consent.SILENT);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.002, 2000", "1, 1000000", "12.5, 12500000", "0.0000019, 1"})
    void aCeilingIsInDollarsAndRoundedDown(String dollars, long micro) throws Exception {
        assertThat(street.send(with(Consents.SPEND, dollars)).statusCode()).isEqualTo(200);
        assertThat(given).extracting(Consent::microDollarsMax).containsExactly(micro);
    }

    @Test
    void theLeastOfSeveralCeilingsHolds() throws Exception {
        HttpRequest.Builder twice = with(Consents.SPEND, "0.5").header(Consents.SPEND, "0.1");
        assertThat(street.send(twice).statusCode()).isEqualTo(200);
        assertThat(given).extracting(Consent::microDollarsMax).containsExactly(100_000L);
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "Yes, true", "no, false"})
    void equivalentsAreAllowedByAYes(String word, boolean allowed) throws Exception {
        assertThat(street.send(with(Consents.EQUIVALENTS, word)).statusCode()).isEqualTo(200);
        assertThat(given).extracting(Consent::equivalents).containsExactly(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Freeway-Spend, -1",
        "X-Freeway-Spend, $1",
        "X-Freeway-Spend, 1e3",
        "X-Freeway-Spend, free",
        "X-Freeway-Spend, 1000000",
        "X-Freeway-Equivalents, true",
        "X-Freeway-Equivalents, maybe"
    })
    void anythingElseIsRefusedAndSaysWhatWasExpected(String header, String value) throws Exception {
        HttpResponse<String> answer = street.send(with(header, value));
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = Json.parse(answer.body()).orElseThrow().path("error");
        assertThat(error.path("param").asText()).isEqualTo(header);
        assertThat(error.path("message").asText()).contains("'" + value + "' (expected: ");
        assertThat(given).isEmpty();
    }

    @Test
    void anAnswerSaysOfWhichClassItIs() throws Exception {
        HttpResponse<String> answer = street.send(street.post(Street.UNARY));
        assertThat(answer.headers().firstValue("x-freeway-class")).contains("medium");
        assertThat(answer.headers().firstValue("x-freeway-in-place-of")).isEmpty();
    }

    @Test
    void anAnswerSaysInPlaceOfWhatItIs() throws Exception {
        String walker = Street.UNARY.replace("auto", "walker");
        assertThat(street.send(street.post(walker)).statusCode()).isEqualTo(404);
        HttpRequest.Builder allowed = street.post(walker).header(Consents.EQUIVALENTS, "yes");
        String like = walker.replace("walker", "walker:like");
        for (HttpRequest.Builder request : List.of(allowed, street.post(like))) {
            HttpResponse<String> answer = street.send(request);
            assertThat(answer.headers().firstValue("x-freeway-model")).contains("org/talker:free");
            assertThat(answer.headers().firstValue("x-freeway-in-place-of")).contains("walker");
            assertThat(answer.headers().firstValue("x-freeway-why").orElseThrow())
                    .startsWith("in place of walker, ");
        }
    }

    private HttpRequest.Builder with(String header, String value) {
        return street.post(Street.UNARY).header(header, value);
    }
}
