package dev.freeway.api.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.CallPieces;
import dev.freeway.api.ChatAnswer;
import dev.freeway.api.Problem;
import dev.freeway.api.Voice;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;

/** Gives an answer as one object, or as a line for each piece. Used by one thread at a time. */
final class SpeechVoice implements Voice {
    private static final byte[] NOTHING = {};

    private final Watch watch;
    private final boolean chat;
    private final CallPieces calls = new CallPieces();
    private JsonNode usage = MissingNode.getInstance();
    private String finishReason = "";
    private boolean spoke;

    /**
     * @param chat whether it answers a message, and not a prompt
     */
    SpeechVoice(Watch watch, boolean chat) {
        this.watch = watch;
        this.chat = chat;
    }

    @Override
    public String contentType(boolean stream) {
        return stream ? "application/x-ndjson" : "application/json; charset=utf-8";
    }

    /** An empty line is no JSON, and not every client passes over it. */
    @Override
    public byte[] keepAlive() {
        return NOTHING;
    }

    @Override
    public byte[] event(byte[] event) {
        JsonNode said = hear(ChatAnswer.event(event));
        if (ChatAnswer.text(said).isEmpty() && ChatAnswer.thought(said).isEmpty()) {
            return NOTHING;
        }
        if (!spoke) {
            spoke = true;
            watch.speaks();
        }
        return line(piece(said).put("done", false));
    }

    @Override
    public byte[] ending() {
        return line(ended(MissingNode.getInstance()));
    }

    @Override
    public byte[] whole(byte[] answer) {
        watch.speaks();
        return Json.bytes(ended(hear(ChatAnswer.whole(answer))));
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return line(Json.object().put("error", problem.message()));
    }

    /** What is said now, of the only choice. */
    private JsonNode hear(JsonNode heard) {
        usage = heard.path("usage").isObject() ? heard.path("usage") : usage;
        JsonNode choice = heard.path("choices").path(0);
        finishReason = choice.path("finish_reason").asText(finishReason);
        JsonNode said = ChatAnswer.said(choice);
        calls.hear(said.path("tool_calls"));
        return said;
    }

    private ObjectNode piece(JsonNode said) {
        ObjectNode piece = watch.stamped();
        ObjectNode at = chat ? piece.putObject("message").put("role", "assistant") : piece;
        at.put(chat ? "content" : "response", ChatAnswer.text(said));
        if (!ChatAnswer.thought(said).isEmpty()) {
            at.put("thinking", ChatAnswer.thought(said));
        }
        return piece;
    }

    private ObjectNode ended(JsonNode said) {
        ObjectNode last = piece(said);
        if (chat && !calls.whole().isEmpty()) {
            calls(last.withObjectProperty("message").putArray("tool_calls"));
        }
        last.put("done", true);
        last.put("done_reason", finishReason.equals("length") ? "length" : "stop");
        watch.sum(usage, last);
        return last;
    }

    /** Arguments are an object always: what is none cannot be said on this wire. */
    private void calls(ArrayNode told) {
        for (CallPieces.Whole call : calls.whole()) {
            ObjectNode one = told.addObject();
            if (!call.id().isEmpty()) {
                one.put("id", call.id());
            }
            one.putObject("function")
                    .put("index", call.index())
                    .put("name", call.name())
                    .set("arguments", call.arguments().orElseGet(Json::object));
        }
    }

    private static byte[] line(ObjectNode object) {
        return (object + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
