package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.chat.TokenBound;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Json;
import dev.freeway.wire.SseParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer as events. Frames without content are held back until the first that has some, so that
 * another offer may still be asked; usage goes out last, and only if it was asked for.
 */
final class StreamedAnswer implements Answer {
    private static final String DONE = "[DONE]";
    private static final int TOKENS_UNDER_WAY = 16;
    private static final int CHUNK_TOKENS_MAX = 64;

    private final Call call;
    private final Translation translation;
    private final Sink sink;
    private final SseParser events = new SseParser(this::event);
    private final Chunks chunks;
    private final List<byte[]> heldBack = new ArrayList<>();
    private Optional<Usage> told = Optional.empty();
    private @Nullable AnswerBroken broken;
    private @Nullable ObjectNode last;
    private long outputBound;
    private boolean done;
    private boolean begun;
    private boolean room = true;

    StreamedAnswer(Call call, Translation translation, Sink sink) {
        this.call = call;
        this.translation = translation;
        this.sink = sink;
        this.chunks = new Chunks(call);
    }

    @Override
    public boolean receive(byte[] bytes) throws AnswerBroken {
        room = true;
        events.feed(bytes);
        throwIfBroken();
        return room;
    }

    private void throwIfBroken() throws AnswerBroken {
        if (broken != null) {
            throw broken;
        }
    }

    private void event(String data) {
        if (broken != null || done) {
            return;
        }
        if (data.equals(DONE)) {
            done = true;
            return;
        }
        Optional<JsonNode> chunk = Json.parse(data).filter(JsonNode::isObject);
        if (chunk.isEmpty()) {
            broken = new AnswerBroken(new Fault.Broken("an event that is no JSON object"));
        } else if (chunk.get().hasNonNull("error")) {
            broken = new AnswerBroken(chunk.get());
        } else {
            translate(chunk.get());
        }
    }

    private void translate(JsonNode event) {
        try {
            pass(translation.chunk(event));
        } catch (AnswerBroken e) {
            broken = e;
        }
    }

    private void pass(JsonNode chunk) {
        told = Usages.read(chunk).or(() -> told);
        if (chunk.path("choices").isEmpty()) {
            return;
        }
        ObjectNode shaped = chunks.shaped(chunk);
        last = shaped;
        if (!chunks.hasContent(shaped)) {
            emit(shaped, false);
            return;
        }
        outputBound += told.isPresent() ? 0 : written(shaped);
        emit(shaped, true);
    }

    private static long written(ObjectNode shaped) {
        byte[] text = Json.bytes(shaped);
        return Math.min(TokenBound.of(text, 0, text.length), CHUNK_TOKENS_MAX);
    }

    private void emit(ObjectNode shaped, boolean content) {
        byte[] frame = frame(shaped);
        if (!begun && !content) {
            heldBack.add(frame);
            return;
        }
        begin();
        room &= sink.write(frame);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            sink.begin(call.head());
            heldBack.forEach(sink::write);
            heldBack.clear();
        }
    }

    private static byte[] frame(ObjectNode shaped) {
        byte[] json = Json.bytes(shaped);
        byte[] frame = new byte[json.length + 8];
        System.arraycopy("data: ".getBytes(StandardCharsets.UTF_8), 0, frame, 0, 6);
        System.arraycopy(json, 0, frame, 6, json.length);
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return frame;
    }

    /** A stream that ends without saying why has been cut, however cleanly. */
    @Override
    public void complete(String type) throws AnswerBroken {
        throwIfBroken();
        if (last == null || !chunks.allFinished()) {
            throw new AnswerBroken(new Fault.CutShort("the stream ended before the answer did"));
        }
        begin();
        if (call.ask().usageInStream()) {
            ObjectNode usage = chunks.like(last);
            usage.putArray("choices");
            usage.set("usage", Shape.usage(usage()));
            sink.write(frame(usage));
        }
    }

    @Override
    public boolean begun() {
        return begun;
    }

    /** Until the provider says: what was seen, and a little that may have been under way. */
    @Override
    public Usage usage() {
        long most = call.estimate().output();
        return told.orElseGet(() ->
                Usage.of(call.ask().inputTokens(), Math.min(most, outputBound + TOKENS_UNDER_WAY)));
    }

    @Override
    public boolean usageEstimated() {
        return told.isEmpty();
    }

    @Override
    public String model() {
        return last == null ? call.offer().model().id() : last.path("model").asText();
    }

    @Override
    public String id() {
        return last == null ? "" : last.path("id").asText();
    }
}
