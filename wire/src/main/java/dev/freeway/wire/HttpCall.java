package dev.freeway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls one server as a simple client does, one call after the other. Not thread-safe. */
public final class HttpCall implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final int BUFFER_BYTES = 8192;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_WITHIN)
                    .build();
    private final URI base;
    private final String token;

    public HttpCall(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * A call that got no good answer; the message says why, in the server's words if it had any.
     */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean unreachable;

        public Failed(String message, boolean unreachable) {
            super(message);
            this.unreachable = unreachable;
        }

        /** Whether there was nobody to answer. */
        public boolean unreachable() {
            return unreachable;
        }
    }

    /** Where the server is. */
    public URI base() {
        return base;
    }

    /** The same server, asked without a token. */
    public HttpCall anonymous() {
        return new HttpCall(base, "");
    }

    /** Gets a JSON page. */
    public JsonNode get(String path) throws Failed {
        return page(path, request(path).GET().build());
    }

    /** Gets a text and hands on its lines as they come. */
    public void lines(String path, Consumer<String> lines) throws Failed {
        HttpResponse<InputStream> response = send(request(path).GET().build());
        try (BufferedReader text =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            text.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            throw new Failed("the answer broke off: " + e.getMessage(), false);
        }
    }

    /** Deletes what is there, and returns what is said of that in JSON. */
    public JsonNode delete(String path) throws Failed {
        return page(path, request(path).DELETE().build());
    }

    /** Posts a body of that type and gets a JSON page. */
    public JsonNode post(String path, String type, byte[] body) throws Failed {
        HttpRequest.BodyPublisher bytes = HttpRequest.BodyPublishers.ofByteArray(body);
        return page(path, request(path).header("content-type", type).POST(bytes).build());
    }

    /** Sends JSON by that method and gets a JSON page. */
    public JsonNode send(String method, String path, JsonNode body) throws Failed {
        HttpRequest.BodyPublisher bytes = HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body));
        return page(
                path,
                request(path)
                        .header("content-type", "application/json")
                        .method(method, bytes)
                        .build());
    }

    private JsonNode page(String path, HttpRequest request) throws Failed {
        HttpResponse<InputStream> response = send(request);
        return Json.parse(body(response))
                .orElseThrow(() -> new Failed(base + path + " answered no JSON", false));
    }

    /** Posts JSON and hands on the answer's events as they come; returns its headers. */
    public HttpHeaders stream(String path, JsonNode body, Consumer<String> events) throws Failed {
        HttpResponse<InputStream> response = send(post(path, body));
        SseParser parser = new SseParser(events);
        try (InputStream in = response.body()) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                parser.feed(java.util.Arrays.copyOf(buffer, read));
            }
        } catch (IOException e) {
            throw new Failed("the answer broke off: " + e.getMessage(), false);
        }
        return response.headers();
    }

    /**
     * An answer, good or not.
     *
     * @param body as JSON; an empty object where it is none
     */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {}

    /** Posts JSON and returns whatever is answered. */
    public Answer ask(String path, JsonNode body) throws Failed {
        HttpResponse<InputStream> response = exchange(post(path, body));
        JsonNode answer = Json.parse(body(response)).orElseGet(Json::object);
        return new Answer(response.statusCode(), response.headers(), answer);
    }

    private HttpRequest post(String path, JsonNode body) {
        return request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("authorization", "Bearer " + token);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws Failed {
        HttpResponse<InputStream> response = exchange(request);
        if (response.statusCode() / 100 != 2) {
            throw new Failed(said(response), false);
        }
        return response;
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) throws Failed {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Failed("no gateway at " + base + " (start one: ./freeway demo)", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted", false);
        }
    }

    private static String said(HttpResponse<InputStream> response) throws Failed {
        byte[] body = body(response);
        Optional<String> message =
                Json.parse(body)
                        .map(json -> json.path("error").path("message").asText(""))
                        .filter(text -> !text.isEmpty());
        return message.orElseGet(() ->
                "status "
                        + response.statusCode()
                        + ": "
                        + new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] body(HttpResponse<InputStream> response) throws Failed {
        try (InputStream in = response.body()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new Failed("the answer broke off: " + e.getMessage(), false);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
