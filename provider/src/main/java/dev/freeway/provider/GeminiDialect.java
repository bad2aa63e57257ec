package dev.freeway.provider;

import dev.freeway.core.chat.Endpoint;
import dev.freeway.relay.Call;
import dev.freeway.wire.Payload;
import io.vertx.core.http.HttpClientRequest;
import java.time.Instant;

/** Google's own wire for Gemini: a method behind the model, contents of parts. */
final class GeminiDialect implements Dialect {
    @Override
    public String target(Call call) {
        return Targets.of(call) + method(call);
    }

    private static String method(Call call) {
        if (call.ask().endpoint() == Endpoint.EMBEDDINGS) {
            return ":batchEmbedContents";
        }
        return call.ask().stream() ? ":streamGenerateContent?alt=sse" : ":generateContent";
    }

    @Override
    public void headers(Call call, HttpClientRequest request) {
        request.putHeader("x-goog-api-key", call.offer().account().key().reveal());
    }

    @Override
    public Payload body(Call call) throws Unspeakable {
        boolean embeds = call.ask().endpoint() == Endpoint.EMBEDDINGS;
        return Payload.json(embeds ? GeminiEmbeddings.request(call) : GeminiChat.request(call));
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return call.ask().endpoint() == Endpoint.EMBEDDINGS
                ? new GeminiEmbeddings(call)
                : new GeminiAnswer(now);
    }
}
