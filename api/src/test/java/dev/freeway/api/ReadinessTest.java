package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever sends requests here is told. */
class ReadinessTest {
    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    @ParameterizedTest
    @CsvSource({
        "READY, 200, ok",
        "DRAINING, 503, draining",
        "WITHOUT_LEDGER, 503, the ledger cannot be written"
    })
    void itIsAliveAndSaysWhetherItWantsMore(Readiness readiness, int status, String words)
            throws Exception {
        street.readiness = readiness;
        HttpResponse<String> ready = street.send(street.request("/readyz"));
        assertThat(ready.statusCode()).isEqualTo(status);
        assertThat(ready.body()).isEqualTo(words + "\n");
        assertThat(street.send(street.request("/livez")).statusCode()).isEqualTo(200);
    }

    @Test
    void aClientOfOneThatGoesComesBackOverAnotherConnection() throws Exception {
        assertThat(street.send(street.post(Street.UNARY)).headers().firstValue("connection"))
                .isEmpty();
        street.readiness = Readiness.DRAINING;
        HttpResponse<String> answer = street.send(street.post(Street.UNARY));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("connection")).contains("close");
    }
}
