package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.api.ChatMessages;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A conversation of contents, brought into messages. Used by one thread. */
final class Contents {
    private static final String KINDS =
            "text, inlineData, fileData, functionCall or functionResponse";

    private final ChatMessages messages = new ChatMessages();
    private final List<Call> unanswered = new ArrayList<>();
    private int calls;

    /** A call that was made and not answered yet; Google's wire may leave its id out. */
    private record Call(String id, String name) {}

    private Contents() {}

    static ArrayNode messages(Field asked) throws Refused {
        Contents all = new Contents();
        Field instruction = Names.get(asked, "systemInstruction").object();
        if (!instruction.isAbsent()) {
            all.messages.system(text(instruction));
        }
        Field contents = asked.get("contents");
        if (contents.elements().isEmpty()) {
            throw contents.wrong("at least one content");
        }
        for (Field content : contents.elements()) {
            all.add(content);
        }
        return all.messages.json();
    }

    /** All the text of a content that holds nothing else. */
    static String text(Field content) throws Refused {
        StringBuilder text = new StringBuilder();
        for (Field part : content.get("parts").elements()) {
            text.append(text.isEmpty() ? "" : "\n").append(part.get("text").text());
        }
        return text.toString();
    }

    private void add(Field content) throws Refused {
        Field role = content.get("role").string();
        switch (role.isAbsent() ? "user" : role.text()) {
            case "user", "function" -> user(content.get("parts").elements());
            case "model" -> model(content.get("parts").elements());
            default -> throw role.wrong("'user' or 'model'");
        }
    }

    private void model(List<Field> parts) throws Refused {
        StringBuilder text = new StringBuilder();
        List<Field> made = new ArrayList<>();
        for (Field part : parts) {
            Field call = Names.get(part, "functionCall").object();
            if (!call.isAbsent()) {
                made.add(call);
            } else if (!part.get("thought").isTrue()) {
                text.append(part.get("text").text());
            }
        }
        if (!text.isEmpty()) {
            messages.assistant(text.toString());
        }
        for (Field call : made) {
            called(call);
        }
    }

    private void called(Field call) throws Refused {
        Field id = call.get("id").string();
        Field args = call.get("args").object();
        Call made =
                new Call(id.isAbsent() ? "call_" + ++calls : id.text(), call.get("name").text());
        unanswered.add(made);
        messages.call(made.id(), made.name(), args.isAbsent() ? "{}" : args.value().toString());
    }

    private void user(List<Field> parts) throws Refused {
        ArrayNode said = Json.array();
        for (Field part : parts) {
            Field response = Names.get(part, "functionResponse").object();
            if (response.isAbsent()) {
                said.add(
                        part.get("text").isAbsent()
                                ? ChatWords.picture(Pictures.url(part, KINDS))
                                : ChatWords.text(part.get("text").text()));
            } else {
                answered(response);
            }
        }
        if (!said.isEmpty()) {
            messages.user(said);
        }
    }

    private void answered(Field response) throws Refused {
        String name = response.get("name").text();
        Field id = response.get("id").string();
        Optional<Call> call =
                unanswered.stream()
                        .filter(one ->
                                id.isAbsent()
                                        ? one.name().equals(name)
                                        : one.id().equals(id.value().asText()))
                        .findFirst();
        if (call.isEmpty()) {
            throw response.get("name").wrong("the name and id of a functionCall before it");
        }
        unanswered.remove(call.get());
        Field value = response.get("response").object();
        messages.result(call.get().id(), value.isAbsent() ? "{}" : value.value().toString());
    }
}
