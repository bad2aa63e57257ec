package dev.freeway.bench;

import dev.freeway.wire.Network;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** An upstream that answers at once, or streams forty chunks, one every 50 ms. */
final class Stub {
    private static final int CHUNKS = 40;
    private static final long EVERY_MILLIS = 50;
    private static final String HEAD =
            "{\"id\":\"x\",\"object\":\"chat.completion%s\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":150,\"total_tokens\":350}}";
    private static final Buffer WHOLE =
            Buffer.buffer(
                    HEAD.formatted("")
                            + "\"message\":{\"role\":\"assistant\",\"content\":\""
                            + "free road ".repeat(75)
                            + "\"},\"finish_reason\":\"stop\"}],"
                            + USAGE);
    private static final Buffer CHUNK =
            Buffer.buffer(
                    "data: "
                            + HEAD.formatted(".chunk")
                            + "\"delta\":{\"content\":\" road\"},\"finish_reason\":null}]}\n\n");
    private static final Buffer LAST =
            Buffer.buffer(
                    "data: "
                            + HEAD.formatted(".chunk")
                            + "\"delta\":{},\"finish_reason\":\"stop\"}],"
                            + USAGE
                            + "\n\ndata: [DONE]\n\n");

    private final Network network;

    Stub(Network network) {
        this.network = network;
    }

    void handle(HttpServerRequest http) {
        http.body()
                .onSuccess(body -> {
                    if (body.toString().contains("\"stream\":true")) {
                        stream(http.response());
                    } else {
                        var _ =
                                http.response()
                                        .putHeader("content-type", "application/json")
                                        .end(WHOLE);
                    }
                });
    }

    private void stream(HttpServerResponse response) {
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        more(response, 0);
    }

    private void more(HttpServerResponse response, int said) {
        if (said == CHUNKS) {
            var _ = response.end(LAST);
            return;
        }
        var _ = response.write(CHUNK);
        network.vertx().setTimer(EVERY_MILLIS, _ -> more(response, said + 1));
    }
}
