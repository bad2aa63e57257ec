package dev.freeway.api.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatMessages;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import java.util.List;

/** Brings {@code instructions} and {@code input} into a conversation. Used by one thread. */
final class InputItems {
    private static final String TEXTS = "'input_text' or 'output_text'";

    private final ChatMessages chat = new ChatMessages();

    private InputItems() {}

    static ArrayNode messages(Field asked) throws Refused {
        InputItems items = new InputItems();
        if (!asked.get("instructions").string().isAbsent()) {
            items.chat.system(asked.get("instructions").text());
        }
        items.input(asked.get("input"));
        return items.chat.json();
    }

    private void input(Field input) throws Refused {
        if (input.isText()) {
            chat.user(Json.array().add(ChatWords.text(input.text())));
            return;
        }
        List<Field> items = input.value().isArray() ? input.elements() : List.of();
        if (items.isEmpty()) {
            throw input.wrong("a string or an array of at least one item");
        }
        for (Field item : items) {
            item(item);
        }
    }

    private void item(Field item) throws Refused {
        Field type = item.get("type");
        switch (type.isAbsent() ? "message" : type.text()) {
            case "message" -> message(item);
            case "function_call" ->
                    chat.call(
                            item.get("call_id").text(),
                            item.get("name").text(),
                            item.get("arguments").text());
            case "function_call_output" ->
                    chat.result(item.get("call_id").text(), texts(item.get("output")));
            case "reasoning" -> {}
            case "item_reference" -> throw type.wrong("the item itself, as nothing is stored here");
            default ->
                    throw type.wrong(
                            "'message', 'function_call', 'function_call_output' or 'reasoning'");
        }
    }

    private void message(Field message) throws Refused {
        Field role = message.get("role");
        Field content = message.get("content");
        switch (role.text()) {
            case "user" -> chat.user(parts(content));
            case "assistant" -> chat.assistant(texts(content));
            case "system", "developer" -> chat.system(texts(content));
            default -> throw role.wrong("'user', 'assistant', 'system' or 'developer'");
        }
    }

    private static ArrayNode parts(Field content) throws Refused {
        ArrayNode parts = Json.array();
        if (content.isText()) {
            return parts.add(ChatWords.text(content.text()));
        }
        for (Field part : listed(content)) {
            boolean picture = part.get("type").text().equals("input_image");
            parts.add(
                    picture
                            ? picture(part)
                            : ChatWords.text(text(part, TEXTS + " or 'input_image'")));
        }
        return parts;
    }

    private static ObjectNode picture(Field part) throws Refused {
        Field url = part.get("image_url");
        if (!url.isText()) {
            throw url.wrong("the picture's URL, or the picture as a data: URL; no files are kept");
        }
        ObjectNode picture = ChatWords.picture(url.text());
        part.get("detail").string().into((ObjectNode) picture.path("image_url"), "detail");
        return picture;
    }

    private static String texts(Field content) throws Refused {
        if (content.isText()) {
            return content.text();
        }
        StringBuilder texts = new StringBuilder();
        for (Field part : listed(content)) {
            texts.append(text(part, TEXTS));
        }
        return texts.toString();
    }

    private static List<Field> listed(Field content) throws Refused {
        if (!content.value().isArray()) {
            throw content.wrong("a string or an array of parts");
        }
        return content.elements();
    }

    private static String text(Field part, String expected) throws Refused {
        Field type = part.get("type");
        return switch (type.text()) {
            case "input_text", "output_text", "text" -> part.get("text").text();
            case "refusal" -> part.get("refusal").text();
            default -> throw type.wrong(expected);
        };
    }
}
