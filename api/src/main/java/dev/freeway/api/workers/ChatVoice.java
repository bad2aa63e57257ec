package dev.freeway.api.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.CallPieces;
import dev.freeway.api.ChatAnswer;
import dev.freeway.api.OpenAiVoice;
import dev.freeway.api.Problem;
import dev.freeway.api.Voice;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Gives what a model says: whole in an envelope, streamed without one. Calls of tools come whole
 * and at the end. Used by one thread at a time.
 */
final class ChatVoice implements Voice {
    private static final byte[] NOTHING = {};
    private static final String DONE = "data: [DONE]\n\n";

    private final boolean json;
    private final CallPieces calls = new CallPieces();
    private JsonNode usage = MissingNode.getInstance();

    /**
     * @param json whether JSON was asked for, which a whole answer holds as such and not as text
     */
    ChatVoice(boolean json) {
        this.json = json;
    }

    @Override
    public String contentType(boolean stream) {
        return OpenAiVoice.INSTANCE.contentType(stream);
    }

    @Override
    public byte[] keepAlive() {
        return OpenAiVoice.INSTANCE.keepAlive();
    }

    @Override
    public byte[] event(byte[] event) {
        String text = hear(ChatAnswer.event(event));
        return text.isEmpty() ? NOTHING : bytes(event(Json.object().put("response", text)));
    }

    @Override
    public byte[] ending() {
        ObjectNode last = Json.object().put("response", "");
        return bytes(event(ended(last)) + DONE);
    }

    @Override
    public byte[] whole(byte[] answer) {
        String text = hear(ChatAnswer.whole(answer));
        Optional<JsonNode> parsed = json ? Json.parse(text) : Optional.empty();
        ObjectNode result = Json.object();
        if (text.isEmpty() && !calls.whole().isEmpty()) {
            result.putNull("response");
        } else if (parsed.isPresent()) {
            result.set("response", parsed.get());
        } else {
            result.put("response", text);
        }
        return Json.bytes(Envelope.of(ended(result)));
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return bytes(event(Envelope.of(problem)));
    }

    /** What is said now, of the only choice. */
    private String hear(JsonNode heard) {
        usage = heard.path("usage").isObject() ? heard.path("usage") : usage;
        JsonNode said = ChatAnswer.said(heard.path("choices").path(0));
        calls.hear(said.path("tool_calls"));
        return ChatAnswer.text(said);
    }

    private ObjectNode ended(ObjectNode result) {
        if (!calls.whole().isEmpty()) {
            ArrayNode told = result.putArray("tool_calls");
            for (CallPieces.Whole call : calls.whole()) {
                told.addObject()
                        .put("name", call.name())
                        .set("arguments", call.arguments().orElseGet(Json::object));
            }
        }
        if (usage.isObject()) {
            result.set("usage", usage);
        }
        return result;
    }

    private static String event(ObjectNode said) {
        return "data: " + said + "\n\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
