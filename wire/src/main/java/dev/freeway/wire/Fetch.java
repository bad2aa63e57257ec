package dev.freeway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Fetches small JSON pages, as large and as slow as they may be at most. Redirects are not
 * followed. Waits, and so wants a virtual thread. Thread-safe.
 */
public final class Fetch implements AutoCloseable {
    private final HttpClient client;
    private final int bytesMax;
    private final Duration within;

    /**
     * @param bytesMax how large a page may be
     * @param within how long it may take, whole
     */
    public Fetch(int bytesMax, Duration within) {
        this.client = HttpClient.newBuilder().connectTimeout(within).build();
        this.bytesMax = bytesMax;
        this.within = within;
    }

    /**
     * What came.
     *
     * @param body an empty object where it was no JSON
     */
    public record Page(int status, JsonNode body) {}

    /**
     * Gets a page.
     *
     * @throws IOException where there was none in time, or too large a one
     */
    public Page get(URI from) throws IOException {
        return page(HttpRequest.newBuilder(from).GET());
    }

    /**
     * Posts a form.
     *
     * @throws IOException where there was no answer in time, or too large a one
     */
    public Page post(URI to, Map<String, String> headers, Map<String, String> form)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(to)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        headers.forEach(request::header);
        return page(request);
    }

    /** A form, or what follows the question mark of an address. */
    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A text as a form has it. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Page page(HttpRequest.Builder request) throws IOException {
        HttpRequest whole = request.header("accept", "application/json").build();
        String host = whole.uri().getHost();
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(
                        whole, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
        try {
            HttpResponse<byte[]> answer = coming.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return new Page(answer.statusCode(), Json.parse(answer.body()).orElseGet(Json::object));
        } catch (ExecutionException e) {
            throw new IOException("no good answer from " + host, e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(host + " took longer than " + within.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            coming.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
