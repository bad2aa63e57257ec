package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are for whom, over every form of HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {
    private final Street street = new Street();

    @AfterAll
    void close() {
        street.close();
    }

    @Test
    void theDescriptionAndTheRoutesSayTheSame() throws Exception {
        JsonNode paths = Json.parse(get("/openapi.json").body()).orElseThrow().path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            String real = path.getKey().replace("{id}", "auto").replaceAll("\\{[a-z]+\\}", "acme");
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
                boolean endless = method.equals("GET") && real.endsWith("/stream");
                HttpResponse<String> answer = method(endless ? "HEAD" : method, real);
                boolean described = path.getValue().has(method.toLowerCase(java.util.Locale.ROOT));
                assertThat(answer.statusCode() != 405).as(method + real).isEqualTo(described);
                assertThat(answer.statusCode()).as(method + real).isNotEqualTo(404);
                if (!described) {
                    String allowed = answer.headers().firstValue("allow").orElseThrow();
                    assertThat(
                                    path.getValue()
                                            .has(
                                                    allowed.split(",")[0].toLowerCase(
                                                            java.util.Locale.ROOT)))
                            .isTrue();
                    assertThat(answer.body()).contains("%s %s (expected:".formatted(method, real));
                }
            }
        }
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("req_[0-9a-f]+", "");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions, 400",
        "POST, /v1/messages/count_tokens, 400",
        "POST, /v1/models/auto:countTokens, 400",
        "GET, /v1/models, 200",
        "GET, /v1/models/acme/org/talker:free, 200",
        "GET, /v1/predictions, 200",
        "GET, /catalog/models, 200"
    })
    void whatIsUnderV1IsAlsoWhereGroqsClientsLook(String method, String path, int status)
            throws Exception {
        HttpResponse<String> plain = method(method, path);
        HttpResponse<String> prefixed = method(method, "/openai" + path);
        assertThat(plain.statusCode()).isEqualTo(status);
        boolean under = path.startsWith("/v1/");
        assertThat(prefixed.statusCode()).isEqualTo(under ? status : 404);
        assertThat(withoutId(prefixed).equals(withoutId(plain))).isEqualTo(under);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/chat",
                "/v1/chat/completions/",
                "/../etc",
                "/v1/models/none"
            })
    void whatIsNotThereIsA404InTheErrorShape(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(error(answer).properties().stream().map(Map.Entry::getKey))
                .contains("message", "type", "param", "code");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/org/talker:free", "acme%2Forg%2Ftalker%3Afree", "talker", "auto"})
    void modelsAreFoundHoweverTheyAreEncoded(String id) throws Exception {
        HttpResponse<String> answer = get("/v1/models/" + id);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).orElseThrow().path("object").asText())
                .isEqualTo("model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/models/%zz HTTP/1.1|400",
                "GET /v1/models/% HTTP/1.1|400",
                "GET /v1/models?after=x HTTP/1.1|200",
                "GET http://other/v1/models HTTP/1.1|200",
                "HEAD /v1/models HTTP/1.1|200",
                "GET /v1/models HTTP/1.0|200",
                "GET * HTTP/1.1|404",
                "BREW /v1/models HTTP/1.1|405",
                "OPTIONS * HTTP/1.1|204"
            })
    void oddRequestLinesAreAnswered(String line, int status) throws Exception {
        String head =
                line + "\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer fw_test\r\n\r\n";
        try (Socket socket = street.raw(head)) {
            String answer = all(socket);
            assertThat(answer).contains(" " + status + " ");
            assertThat(answer.split("\r\n\r\n", -1)[1].isEmpty())
                    .isEqualTo(line.startsWith("HEAD") || line.startsWith("OPTIONS"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer fw_test, 200",
        "authorization, bearer  fw_test, 200",
        "authorization, fw_test, 200",
        "api-key, fw_test, 200",
        "x-api-key, fw_test, 200",
        "x-goog-api-key, fw_test, 200",
        "authorization, Basic fw_test, 401",
        "authorization, Bearer, 401",
        "cookie, fw_test, 401"
    })
    void aTokenIsTakenFromWhereClientsCarryIt(String header, String value, int status)
            throws Exception {
        HttpResponse<String> answer =
                street.send(street.request("/v1/models").header(header, value));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("fw_test");
    }

    @Test
    void anEmptyCarrierDoesNotHideAFullOne() throws Exception {
        HttpRequest.Builder request =
                street.request("/v1/models").header("authorization", "Bearer ");
        assertThat(street.send(request.header("api-key", "fw_test")).statusCode()).isEqualTo(200);
    }

    @Test
    void aClientOfHttp10GetsItsStream() throws Exception {
        street.provider = (call, sink) -> Street.says(call, sink, "data: {}\n\n");
        try (Socket socket = street.raw(Street.rawPost(Street.STREAM).replace("/1.1", "/1.0"))) {
            assertThat(all(socket)).contains("data: {}\n\ndata: [DONE]\n\n");
        }
    }

    @Test
    void aClientThatOffersHttp2GetsEverythingToo() throws Exception {
        street.provider = (call, sink) -> Street.says(call, sink, "data: {}\n\n");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String body : List.of(Street.UNARY, Street.STREAM, "{", Street.STREAM)) {
                HttpResponse<String> answer =
                        client.send(
                                street.post(body).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(body.equals("{") ? 400 : 200);
            }
            HttpRequest text = street.post("x").header("content-type", "text/plain").build();
            assertThat(client.send(text, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void aPageElsewhereMayAskAndSee() throws Exception {
        HttpResponse<String> answer =
                street.send(
                        street.request(Street.CHAT)
                                .method("OPTIONS", BodyPublishers.noBody())
                                .header("origin", "https://app.example")
                                .header("access-control-request-method", "POST")
                                .header(
                                        "access-control-request-headers",
                                        "authorization,content-type,x-stainless-arch,x-stainless-lang,x-stainless-os,x-stainless-package-version,x-stainless-retry-count,x-stainless-runtime,x-stainless-runtime-version"));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValue("access-control-allow-headers").orElseThrow())
                .contains("x-stainless-runtime-version");
        HttpResponse<String> refusal =
                street.send(street.request("/v1/models").header("origin", "https://app.example"));
        assertThat(refusal.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(refusal.headers().firstValue("access-control-expose-headers").orElseThrow())
                .contains("x-request-id", "x-ratelimit-reset-requests", "retry-after");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return street.send(street.authorized(path));
    }

    private HttpResponse<String> method(String method, String path) throws Exception {
        return street.send(street.authorized(path).method(method, BodyPublishers.ofString("{}")));
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Json.parse(answer.body()).orElseThrow().path("error");
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
