package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Files that were handed in, kept for a day; so many at most. Used under the desk's lock. */
final class ReplicateFiles {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int FILES_MAX = 1_000;

    private final Map<String, Stored> files = new LinkedHashMap<>();
    private int created;

    private record Stored(String owner, Instant until, ObjectNode page) {}

    /** Takes the {@code content} of a form; empty if it has none. */
    Optional<ObjectNode> add(Incoming call, EmulatedAccount account, Instant now, String origin) {
        Optional<Buffer> content = content(call);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        String id = "file-" + ++created;
        ObjectNode page =
                Json.object()
                        .put("id", id)
                        .put("name", "content")
                        .put("content_type", "application/octet-stream")
                        .put("size", content.get().length())
                        .put("created_at", now.toString())
                        .put("expires_at", now.plus(KEPT).toString());
        page.putObject("metadata");
        page.putObject("urls").put("get", origin + "/replicate/v1/files/" + id);
        if (files.size() == FILES_MAX) {
            files.remove(files.keySet().iterator().next());
        }
        files.put(id, new Stored(account.owner(), now.plus(KEPT), page));
        return Optional.of(page);
    }

    /** What stands between the header of the part named content and the next boundary. */
    private static Optional<Buffer> content(Incoming call) {
        String type = call.header("content-type").orElse("");
        int mark = type.indexOf("boundary=");
        if (mark < 0) {
            return Optional.empty();
        }
        String boundary = "--" + type.substring(mark + "boundary=".length()).replace("\"", "");
        // One character a byte, so that positions in the text are positions in the body.
        String body = call.body().toString(StandardCharsets.ISO_8859_1);
        int name = body.indexOf("name=\"content\"");
        int from = name < 0 ? -1 : body.indexOf("\r\n\r\n", name) + 4;
        int to = from < 4 ? -1 : body.indexOf("\r\n" + boundary, from);
        return to < 0 ? Optional.empty() : Optional.of(call.body().slice(from, to));
    }

    private Stream<Stored> of(EmulatedAccount account, Instant now) {
        return files.values().stream()
                .filter(file -> file.owner().equals(account.owner()) && now.isBefore(file.until()));
    }

    ObjectNode list(EmulatedAccount account, Instant now) {
        return ReplicatePages.paged(of(account, now).map(Stored::page));
    }

    Optional<ObjectNode> get(String id, EmulatedAccount account, Instant now) {
        return of(account, now)
                .map(Stored::page)
                .filter(page -> page.path("id").asText().equals(id))
                .findFirst();
    }

    /** Whether there was one to remove. */
    boolean remove(String id, EmulatedAccount account, Instant now) {
        return get(id, account, now).isPresent() && files.remove(id) != null;
    }
}
