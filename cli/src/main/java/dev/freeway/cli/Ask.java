package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.Json;
import java.net.URI;

/** A chat request. */
public final class Ask {
    private Ask() {}

    static ObjectNode request(String model, ArrayNode messages) {
        ObjectNode request = Json.object().put("model", model).put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
        request.set("messages", messages);
        return request;
    }

    /** Asks once and forgets the answer: what a first start does to learn its way. */
    public static void once(URI gateway, String token, boolean stream) {
        ArrayNode messages = Json.array();
        messages.addObject().put("role", "user").put("content", "Hello [[out=20]]");
        try (HttpCall call = new HttpCall(gateway, token)) {
            call.stream(
                    "/v1/chat/completions",
                    request("auto", messages).put("stream", stream),
                    _ -> {});
            call.get("/api/quota");
        } catch (HttpCall.Failed e) {
            throw new IllegalStateException(e);
        }
    }
}
