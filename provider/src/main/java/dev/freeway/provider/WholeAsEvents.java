package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer in one piece for a client that wants events: it becomes one chunk. */
final class WholeAsEvents implements Answer {
    private static final byte[] BEGIN = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final Call call;
    private final StreamedAnswer events;
    private final OnePiece piece;

    WholeAsEvents(Call call, Translation translation, Sink sink) {
        this.call = call;
        this.piece = new OnePiece(translation);
        this.events = new StreamedAnswer(call, Translation.NONE, sink);
    }

    @Override
    public boolean receive(byte[] bytes) {
        piece.add(bytes);
        return true;
    }

    @Override
    public Optional<String> later() throws AnswerBroken {
        return piece.later();
    }

    @Override
    public void complete(String type) throws AnswerBroken {
        JsonNode answer = piece.answer(type);
        ByteArrayOutputStream event = new ByteArrayOutputStream(2048);
        event.writeBytes(BEGIN);
        event.writeBytes(Json.bytes(chunk(answer)));
        event.writeBytes(END);
        events.receive(event.toByteArray());
        events.complete(type);
    }

    /** A message is a delta from nothing. */
    private static ObjectNode chunk(JsonNode answer) {
        ObjectNode chunk = answer.deepCopy();
        for (JsonNode choice : chunk.path("choices")) {
            if (choice instanceof ObjectNode one && one.has("message")) {
                one.set("delta", one.remove("message"));
            }
        }
        return chunk;
    }

    @Override
    public boolean begun() {
        return events.begun();
    }

    @Override
    public Usage usage() {
        return events.usageEstimated()
                ? Usage.of(call.ask().inputTokens(), piece.tokens())
                : events.usage();
    }

    @Override
    public boolean usageEstimated() {
        return events.usageEstimated();
    }

    @Override
    public String model() {
        return events.model();
    }

    @Override
    public String id() {
        return events.id();
    }
}
