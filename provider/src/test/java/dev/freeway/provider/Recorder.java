package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Head;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that keeps what it is given. */
final class Recorder implements Sink {
    private final StringBuilder written = new StringBuilder();

    /** All of it, as one value. */
    JsonNode whole() {
        return Json.parse(written.toString()).orElseThrow();
    }

    /** Each event's data. */
    List<JsonNode> chunks() {
        List<JsonNode> chunks = new ArrayList<>();
        for (String frame : written.toString().split("\n\n")) {
            chunks.add(Json.parse(frame.substring("data: ".length())).orElseThrow());
        }
        return chunks;
    }

    @Override
    public void begin(Head head) {}

    @Override
    public boolean write(byte[] bytes) {
        written.append(new String(bytes, StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void onDrain(Runnable resume) {}

    @Override
    public void onHangUp(Runnable stop) {}

    @Override
    public void end() {}

    @Override
    public void abort(Fault fault) {}

    @Override
    public Optional<Replay> replay() {
        return Optional.empty();
    }
}
