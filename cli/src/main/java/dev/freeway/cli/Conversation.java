package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.net.http.HttpHeaders;

/** What was said so far; the next question is asked with all of it. Used by one thread. */
final class Conversation {
    private static final String PATH = "/v1/chat/completions";

    private final HttpCall gateway;
    private final ObjectNode wishes;
    private final String system;
    private ArrayNode messages = Json.array();

    /**
     * @param wishes fields every request has: temperature and the like
     * @param system how the model is to behave, or nothing
     */
    Conversation(HttpCall gateway, ObjectNode wishes, String system) {
        this.gateway = gateway;
        this.wishes = wishes;
        this.system = system;
        forget();
    }

    /** Begins anew. */
    void forget() {
        messages = Json.array();
        if (!system.isEmpty()) {
            say("system", system);
        }
    }

    /** Asks; what got no answer was not asked. */
    HttpHeaders ask(String model, String question, StreamedAnswer answer) throws Failed {
        say("user", question);
        try {
            HttpHeaders headers = gateway.stream(PATH, request(model), answer);
            answer.requireWhole();
            say("assistant", answer.text());
            return headers;
        } catch (Failed e) {
            messages.remove(messages.size() - 1);
            throw e;
        }
    }

    private JsonNode request(String model) {
        return Ask.request(model, messages).setAll(wishes);
    }

    private void say(String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }
}
