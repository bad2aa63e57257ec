package dev.freeway.api.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.NamedEvents;
import dev.freeway.api.Part;
import dev.freeway.api.Problem;
import dev.freeway.api.Speech;
import dev.freeway.api.Voice;
import dev.freeway.wire.Json;

/** Gives an answer as a message, whole or as its events. Used by one thread at a time. */
final class MessagesVoice implements Voice, Speech.Listener {
    private final Speech speech = new Speech(this);
    private final NamedEvents events = new NamedEvents();
    private boolean begun;

    @Override
    public String contentType(boolean stream) {
        return stream ? "text/event-stream" : "application/json";
    }

    @Override
    public byte[] keepAlive() {
        NamedEvents ping = new NamedEvents();
        ping.add("ping", Json.object());
        return ping.take();
    }

    @Override
    public byte[] whole(byte[] answer) {
        return Json.bytes(MessageForm.ended(Speech.whole(answer)));
    }

    @Override
    public byte[] event(byte[] event) {
        speech.hear(event);
        begin();
        return events.take();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            events.add("message_start", Json.object().set("message", MessageForm.begun(speech)));
        }
    }

    @Override
    public void begins(Part part) {
        begin();
        events.add(
                "content_block_start",
                at(part).set("content_block", new ContentBlock(part).begun()));
    }

    private static ObjectNode at(Part part) {
        return Json.object().put("index", part.index());
    }

    @Override
    public void goesOn(Part part, String text) {
        events.add(
                "content_block_delta", at(part).set("delta", new ContentBlock(part).delta(text)));
    }

    @Override
    public void ends(Part part) {
        events.add("content_block_stop", at(part));
    }

    @Override
    public byte[] ending() {
        begin();
        speech.end();
        ObjectNode delta = Json.object().set("delta", MessageForm.stop(speech));
        delta.set("usage", MessageForm.usage(speech));
        events.add("message_delta", delta);
        events.add("message_stop", Json.object());
        return events.take();
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        events.add("error", MessagesError.of(problem));
        return events.take();
    }
}
