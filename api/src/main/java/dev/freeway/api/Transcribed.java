package dev.freeway.api;

import dev.freeway.core.catalog.Model;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Head;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Request;
import dev.freeway.relay.Sink;
import dev.freeway.relay.Transcripts.Transcript;
import dev.freeway.wire.EventLooped;
import io.vertx.core.Context;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An answer on its way to a client whose organisation consents to its keeping: once it is complete,
 * it is handed on to be kept. Used by one thread at a time.
 */
final class Transcribed implements Sink, EventLooped {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final Request request;
    private final ClientSink client;
    private final DoorParts parts;
    private final Instant at;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private Optional<Model> model = Optional.empty();
    private String provider = "";

    private Transcribed(Request request, ClientSink client, DoorParts parts) {
        this.request = request;
        this.client = client;
        this.parts = parts;
        this.at = parts.clock().instant();
    }

    /** The same sink where nothing is to be kept: without consent, and where the client objects. */
    static Sink of(Request request, ClientSink client, DoorParts parts) {
        boolean shared =
                parts.registry().roster().consent(request.party().member()).isPresent()
                        && request.ask().consent().demands().isEmpty();
        return shared ? new Transcribed(request, client, parts) : client;
    }

    @Override
    public Context context() {
        return client.context();
    }

    @Override
    public void waits(Instant expected, Runnable stop) {
        client.waits(expected, stop);
    }

    @Override
    public void begin(Head head) {
        model = Optional.of(head.offer().model());
        provider = head.offer().account().provider().id();
        client.begin(head);
    }

    @Override
    public boolean write(byte[] bytes) {
        answer.writeBytes(bytes);
        return client.write(bytes);
    }

    @Override
    public void onDrain(Runnable resume) {
        client.onDrain(resume);
    }

    @Override
    public void onHangUp(Runnable stop) {
        client.onHangUp(stop);
    }

    @Override
    public void end() {
        parts.transcripts()
                .keep(
                        new Transcript(
                                request.id(),
                                request.party(),
                                at,
                                request.ask().endpoint().id(),
                                request.ask().model(),
                                provider + "/" + model.map(Model::id).orElse(""),
                                request.ask().body().bytes(),
                                answered()));
        client.end();
    }

    /** Of a stream its events, as an array. */
    private byte[] answered() {
        if (!request.ask().stream()) {
            return answer.toByteArray();
        }
        return answer.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()).strip())
                .filter(event -> !event.equals(DONE))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void abort(Fault fault) {
        client.abort(fault);
    }

    @Override
    public Optional<Replay> replay() {
        return client.replay();
    }
}
