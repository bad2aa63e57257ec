package dev.freeway.api;

import dev.freeway.api.messages.MessagesTongue;
import dev.freeway.core.chat.Ask;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;

/**
 * How many tokens a request may take as its input, by the bound it would be held to: no provider is
 * asked, and nothing is reserved.
 */
final class TokenCount {
    static final String PATH = MessagesTongue.COUNT;

    private final Context loop;
    private final HttpServerRequest http;
    private final Tongue tongue;

    TokenCount(Context loop, HttpServerRequest http, Tongue tongue) {
        this.loop = loop;
        this.http = http;
        this.tongue = tongue;
    }

    void serve() {
        Body.read(loop.owner(), http)
                .onFailure(this::refuse)
                .onSuccess(bytes -> Thread.ofVirtual().start(() -> answer(bytes)));
    }

    private void answer(byte[] bytes) {
        try {
            Tongue.Target target = new Tongue.Target(http.path(), "");
            Tongue.Heard heard = tongue.hear(target, Body.decoded(http, bytes));
            Ask ask = AskReader.read(heard.endpoint(), heard.body());
            loop.runOnContext(_ ->
                    Answers.json(http, 200, Json.object().put("input_tokens", ask.inputTokens())));
        } catch (Refused | RuntimeException e) {
            refuse(e);
        }
    }

    private void refuse(Throwable cause) {
        loop.runOnContext(_ -> Answers.fail(http, cause, tongue));
    }
}
