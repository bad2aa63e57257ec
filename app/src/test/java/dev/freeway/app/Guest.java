package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser of their own, with its cookies; goes where it is sent, step by step. */
final class Guest implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("FREEWAY_ADMIN_TOKEN=(fw_\\w+)");

    final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(cookies)
                    .build();

    HttpResponse<String> get(URI at) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Where it is sent from there. */
    URI sent(URI from) throws Exception {
        HttpResponse<String> answer = get(from);
        return location(answer)
                .orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body()));
    }

    static Optional<URI> location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").map(URI::create);
    }

    /** From a gateway to the provider and to where that sends it back to. */
    URI callback(URI gateway, String query) throws Exception {
        return sent(sent(gateway.resolve("/login/openid" + query)));
    }

    /** All of it, with what is shown at the end. */
    HttpResponse<String> login(URI gateway, String query) throws Exception {
        return get(callback(gateway, query));
    }

    HttpResponse<String> login(URI gateway) throws Exception {
        return login(gateway, "");
    }

    static Optional<String> token(HttpResponse<String> page) {
        Matcher matcher = TOKEN.matcher(page.body());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    HttpResponse<String> ask(URI gateway, String method, String path, String token, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Who that token's person is. */
    JsonNode me(URI gateway, String token) throws Exception {
        return Json.parse(ask(gateway, "GET", "/api/me", token, "").body()).orElseThrow();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
