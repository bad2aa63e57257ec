package dev.freeway.api.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.NamedEvents;
import dev.freeway.api.Part;
import dev.freeway.api.Problem;
import dev.freeway.api.Speech;
import dev.freeway.api.Voice;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;

/** Gives an answer as a response, whole or as its events. Used by one thread at a time. */
final class ResponsesVoice implements Voice, Speech.Listener {
    private static final byte[] ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final ResponseForm form;
    private final Speech speech = new Speech(this);
    private final NamedEvents events = new NamedEvents();
    private boolean begun;
    private int sequence;

    ResponsesVoice(ResponseForm form) {
        this.form = form;
    }

    @Override
    public String contentType(boolean stream) {
        return stream ? "text/event-stream" : "application/json";
    }

    @Override
    public byte[] keepAlive() {
        return ALIVE.clone();
    }

    @Override
    public byte[] whole(byte[] answer) {
        return Json.bytes(form.ended(Speech.whole(answer)));
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
            say("response.created", response(form.begun(speech)));
            say("response.in_progress", response(form.begun(speech)));
        }
    }

    private static ObjectNode response(ObjectNode response) {
        return Json.object().set("response", response);
    }

    @Override
    public void begins(Part part) {
        begin();
        OutputItem item = OutputItem.of(speech, part);
        say("response.output_item.added", item(part, item.begun()));
        if (item instanceof OutputItem.Words words) {
            say("response.content_part.added", content(words, words.content("")));
        }
    }

    private static ObjectNode item(Part part, ObjectNode item) {
        return Json.object().put("output_index", part.index()).set("item", item);
    }

    private static ObjectNode content(OutputItem.Words words, ObjectNode content) {
        return place(words, words.part()).set("part", content);
    }

    private static ObjectNode place(OutputItem item, Part part) {
        ObjectNode place = Json.object();
        place.put("item_id", item.id()).put("output_index", part.index());
        return item instanceof OutputItem.Words ? place.put("content_index", 0) : place;
    }

    @Override
    public void goesOn(Part part, String text) {
        OutputItem item = OutputItem.of(speech, part);
        say(stem(item) + ".delta", marked(item, place(item, part).put("delta", text)));
    }

    private static String stem(OutputItem item) {
        return switch (item) {
            case OutputItem.Words words -> "response." + words.type();
            case OutputItem.Called _ -> "response.function_call_arguments";
        };
    }

    /** Text events carry log probabilities, even where there are none. */
    private static ObjectNode marked(OutputItem item, ObjectNode event) {
        if (item instanceof OutputItem.Words words && words.kind() == Part.Spoken.TEXT) {
            event.putArray("logprobs");
        }
        return event;
    }

    @Override
    public void ends(Part part) {
        OutputItem item = OutputItem.of(speech, part);
        ObjectNode done = marked(item, place(item, part));
        switch (item) {
            case OutputItem.Words words -> {
                say(stem(item) + ".done", done.put(words.textKey(), part.said()));
                say("response.content_part.done", content(words, words.content(part.said())));
            }
            case OutputItem.Called called -> {
                done.put("name", called.call().name()).put("arguments", part.said());
                say(stem(item) + ".done", done);
            }
        }
        say("response.output_item.done", item(part, item.ended()));
    }

    @Override
    public byte[] ending() {
        begin();
        speech.end();
        say("response." + ResponseForm.status(speech), response(form.ended(speech)));
        return events.take();
    }

    /** The failure is told twice: some clients look at the response, others for an error alone. */
    @Override
    public byte[] brokenOff(Problem problem) {
        say("response.failed", response(form.failed(speech, problem)));
        ObjectNode error = problem.json();
        error.put("code", problem.code()).put("message", problem.message()).putNull("param");
        say("error", error);
        return events.take();
    }

    private void say(String name, ObjectNode data) {
        events.add(name, data.put("sequence_number", sequence++));
    }
}
