package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.wire.Listener;
import dev.freeway.wire.Network;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies: how they may come, and how not. */
class BodyTest {
    private final Street street = new Street();

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aZippedBodyIsRead() throws Exception {
        HttpResponse<String> answer = zipped(Street.UNARY.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aBombIsA413() throws Exception {
        HttpResponse<String> answer = zipped(new byte[100 * 1024 * 1024]);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("10 MiB");
    }

    @Test
    void whatIsNoZipIsA400() throws Exception {
        HttpResponse<String> answer =
                street.send(street.post("not zipped").header("content-encoding", "gzip"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("gzip");
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, text/plain, 415",
        "content-type, multipart/form-data, 415",
        "content-type, application/json; charset=utf-8, 200",
        "content-type, Application/JSON, 200",
        "content-encoding, br, 415",
        "content-encoding, identity, 200",
        "accept, text/html, 200"
    })
    void onlyJsonIsTakenPlainOrZipped(String header, String value, int status) throws Exception {
        HttpResponse<String> answer = street.send(street.post(Street.UNARY).header(header, value));
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void aDeclaredLengthOverTheBoundIsRefusedUnread() throws Exception {
        String head = Street.rawPost("").replace("length: 0", "length: 99999999999");
        try (Socket socket = street.raw(head)) {
            assertThat(all(socket)).startsWith("HTTP/1.1 413").contains("10 MiB");
        }
    }

    @Test
    void aChunkedBodyOverTheBoundIsRefusedOnTheWay() throws Exception {
        byte[] much = new byte[11 * 1024 * 1024];
        HttpResponse<String> answer =
                street.send(
                        street.authorized(Street.CHAT)
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new java.io.ByteArrayInputStream(much))));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void whoAsksWhetherToGoOnIsTold() throws Exception {
        HttpResponse<String> answer = street.send(street.post(Street.UNARY).expectContinue(true));
        assertThat(answer.statusCode()).isEqualTo(200);
        String head = Street.rawPost("", "expect: 100-continue").replace("length: 0", "length: 5");
        try (Socket socket = street.raw(head)) {
            byte[] first = socket.getInputStream().readNBytes(12);
            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
        }
    }

    @Test
    void aBodyThatStopsComingIsA408() throws Exception {
        try (Network network = Network.open(1);
                Listener listener = network.listen("127.0.0.1", 0, http -> read(network, http));
                Socket socket = new Socket("127.0.0.1", listener.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{".getBytes());
            assertThat(all(socket)).startsWith("HTTP/1.1 408").contains("connection: close");
        }
    }

    private static void read(Network network, HttpServerRequest http) {
        Body.read(network.vertx(), http, Intake.JSON, Duration.ofMillis(100))
                .onFailure(cause -> Answers.fail(http, cause, Tongues.PLAIN));
    }

    private HttpResponse<String> zipped(byte[] body) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return street.send(
                street.authorized(Street.CHAT)
                        .header("content-encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
