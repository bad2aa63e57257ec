package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.usage.Format;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Rows as a file, page by page: the next is read when the one before has gone out, so that a slow
 * client costs no memory. Used by one virtual thread.
 */
final class Download {
    private final Context loop;
    private final HttpServerRequest http;
    private final Format format;
    private final List<String> columns;

    Download(Context loop, HttpServerRequest http, Format format, List<String> columns) {
        this.loop = loop;
        this.http = http;
        this.format = format;
        this.columns = columns;
    }

    /**
     * Sends all of it, or as much as its client waits for.
     *
     * @param name of the file, without what says its kind
     * @param pages the next rows; empty at the end
     */
    void send(String name, Supplier<List<? extends JsonNode>> pages) {
        List<? extends JsonNode> page = pages.get();
        onLoop(() -> begin(name));
        try {
            while (!page.isEmpty() && !http.method().equals(HttpMethod.HEAD)) {
                Buffer lines = lines(page);
                onLoop(() -> http.response().write(lines));
                page = pages.get();
            }
            onLoop(() -> http.response().end());
        } catch (RuntimeException e) {
            // What has gone out cannot be taken back: the client must notice that it is not all.
            loop.runOnContext(_ -> http.connection().close());
        }
    }

    private Future<Void> begin(String name) {
        HttpServerResponse response =
                http.response()
                        .putHeader("content-type", format.type())
                        .putHeader(
                                "content-disposition",
                                "attachment; filename=\"%s.%s\"".formatted(name, format.id()));
        if (http.method().equals(HttpMethod.HEAD)) {
            return Future.succeededFuture();
        }
        return response.setChunked(true).write(Buffer.buffer(format.head(columns)));
    }

    private Buffer lines(List<? extends JsonNode> page) {
        Buffer lines = Buffer.buffer();
        page.forEach(row -> lines.appendBytes(format.line(columns, row)));
        return lines;
    }

    private void onLoop(Supplier<Future<Void>> action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(
                _ -> action.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        done.join();
    }
}
