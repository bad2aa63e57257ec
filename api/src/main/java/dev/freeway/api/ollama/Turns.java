package dev.freeway.api.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.api.ChatMessages;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** A conversation as OpenAI has it. Calls have no ids here: results come in their order. */
final class Turns {
    private static final List<String> ONLY_AT_A_MODEL =
            List.of("suffix", "template", "raw", "context");

    private final ChatMessages messages = new ChatMessages();
    private final List<Call> unanswered = new ArrayList<>();
    private int calls;

    private record Call(String id, String name) {}

    private Turns() {}

    static ArrayNode messages(Field asked) throws Refused {
        Field messages = asked.get("messages");
        if (messages.elements().isEmpty()) {
            throw messages.wrong("at least one message");
        }
        Turns turns = new Turns();
        for (Field message : messages.elements()) {
            turns.add(message);
        }
        return turns.messages.json();
    }

    /** A prompt alone, with what should be known before it. */
    static ArrayNode prompted(Field asked) throws Refused {
        for (String name : ONLY_AT_A_MODEL) {
            Field field = asked.get(name);
            boolean unused = field.isAbsent() || field.value().asText("x").isEmpty();
            if (!unused && !(field.value().isBoolean() && !field.isTrue())) {
                throw field.wrong("nothing: models are reached by chat only");
            }
        }
        Turns turns = new Turns();
        Field system = asked.get("system").string();
        if (!system.isAbsent() && !system.text().isEmpty()) {
            turns.messages.system(system.text());
        }
        turns.user(asked.get("prompt").text(), asked.get("images"));
        return turns.messages.json();
    }

    private void add(Field message) throws Refused {
        Field said = message.get("content").string();
        String content = said.isAbsent() ? "" : said.text();
        Field role = message.get("role");
        switch (role.text()) {
            case "system" -> messages.system(content);
            case "user" -> user(content, message.get("images"));
            case "assistant" -> assistant(content, message.get("tool_calls"));
            case "tool" -> result(message, content);
            default -> throw role.wrong("system, user, assistant or tool");
        }
    }

    private void user(String content, Field images) throws Refused {
        ArrayNode parts = Json.array();
        parts.add(ChatWords.text(content));
        if (!images.isAbsent()) {
            for (Field image : images.elements()) {
                parts.add(ChatWords.picture(Pictures.url(image)));
            }
        }
        messages.user(parts);
    }

    private void assistant(String content, Field made) throws Refused {
        List<Field> all = made.isAbsent() ? List.of() : made.elements();
        if (!content.isEmpty() || all.isEmpty()) {
            messages.assistant(content);
        }
        for (Field one : all) {
            Field function = one.get("function");
            Field id = one.get("id").string();
            Field arguments = function.get("arguments").object();
            Call call =
                    new Call(
                            id.isAbsent() ? "call_" + ++calls : id.text(),
                            function.get("name").text());
            unanswered.add(call);
            messages.call(
                    call.id(),
                    call.name(),
                    arguments.isAbsent() ? "{}" : arguments.value().toString());
        }
    }

    private void result(Field message, String content) throws Refused {
        Field id = message.get("tool_call_id").string();
        Field name = message.get("tool_name").string();
        for (Call call : unanswered) {
            boolean right = id.isAbsent() || call.id().equals(id.text());
            if (right && (name.isAbsent() || call.name().equals(name.text()))) {
                unanswered.remove(call);
                messages.result(call.id(), content);
                return;
            }
        }
        throw message.get("role").wrong("another role, as no call before it waits for a result");
    }
}
