package dev.freeway.provider;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.relay.Call;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request in OpenAI's wire: the client's own bytes, but for what must be ours. */
final class OpenAiRequest {
    private static final List<String> BOUNDS = List.of("max_tokens", "max_completion_tokens");
    private static final String USAGE_WANTED = "{\"include_usage\":true}";

    private OpenAiRequest() {}

    static RequestOptions options(Call call) {
        Account account = call.offer().account();
        String path = account.provider().paths().get(call.ask().endpoint().id());
        if (path == null) {
            throw new IllegalStateException(
                    account.provider().id() + " has no path for " + call.ask().endpoint().id());
        }
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(account.baseUrl() + path)
                .setFollowRedirects(false);
    }

    static void headers(Call call, HttpClientRequest request) {
        request.putHeader("authorization", "Bearer " + call.offer().account().key().reveal())
                .putHeader("content-type", "application/json")
                .putHeader("accept", call.ask().stream() ? "text/event-stream" : "application/json")
                .putHeader("accept-encoding", "identity")
                .putHeader("user-agent", "freeway");
    }

    static byte[] body(Call call) {
        Ask ask = call.ask();
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("model", Document.quoted(call.offer().model().id()));
        if (ask.endpoint() != Endpoint.EMBEDDINGS) {
            if (ask.stream()) {
                ours.put("stream_options", USAGE_WANTED);
            }
            bound(call, ours);
        }
        return ask.body().with(ours);
    }

    /** A reservation is finite only if the answer is, by the one name this provider heeds. */
    private static void bound(Call call, Map<String, String> ours) {
        long most = call.ask().outputTokensMax().orElse(call.offer().model().outputTokensDefault());
        String heeded =
                call.ask().endpoint() == Endpoint.CHAT
                        ? call.offer().account().provider().outputBound()
                        : "max_tokens";
        for (String name : BOUNDS) {
            ours.put(name, name.equals(heeded) ? Long.toString(most) : Document.LEFT_OUT);
        }
    }
}
