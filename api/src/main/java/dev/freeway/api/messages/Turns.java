package dev.freeway.api.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.api.ChatMessages;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import java.util.List;

/** Brings {@code system} and {@code messages} into a conversation. Used by one thread. */
final class Turns {
    private static final String TEXT = "text";

    private final ChatMessages chat = new ChatMessages();

    private Turns() {}

    static ArrayNode messages(Field asked) throws Refused {
        Turns turns = new Turns();
        Field system = asked.get("system");
        if (!system.isAbsent()) {
            turns.chat.system(texts(system));
        }
        Field messages = asked.get("messages");
        if (messages.elements().isEmpty()) {
            throw messages.wrong("at least one message");
        }
        for (Field message : messages.elements()) {
            turns.turn(message);
        }
        return turns.chat.json();
    }

    private void turn(Field message) throws Refused {
        Field role = message.get("role");
        List<Field> blocks = blocks(message.get("content"));
        switch (role.text()) {
            case "user" -> user(blocks);
            case "assistant" -> assistant(blocks);
            case "system" -> chat.system(texts(message.get("content")));
            default -> throw role.wrong("'user', 'assistant' or 'system'");
        }
    }

    /** Content that is one string is one block of text. */
    private static List<Field> blocks(Field content) throws Refused {
        if (content.isText()) {
            return List.of(new Field(content.path(), ChatWords.text(content.text())));
        }
        if (!content.value().isArray()) {
            throw content.wrong("a string or an array of blocks");
        }
        return content.elements();
    }

    /** What tools gave stands before what the user says, as OpenAI's wire wants it. */
    private void user(List<Field> blocks) throws Refused {
        ArrayNode parts = Json.array();
        for (Field block : blocks) {
            Field type = block.get("type");
            switch (type.text()) {
                case TEXT -> parts.add(ChatWords.text(block.get(TEXT).text()));
                case "image" -> parts.add(ChatWords.picture(url(block.get("source"))));
                case "tool_result" -> result(block, parts);
                default -> throw type.wrong("'text', 'image' or 'tool_result'");
            }
        }
        if (!parts.isEmpty()) {
            chat.user(parts);
        }
    }

    private static String url(Field source) throws Refused {
        Field type = source.get("type");
        return switch (type.text()) {
            case "base64" ->
                    "data:%s;base64,%s"
                            .formatted(source.get("media_type").text(), source.get("data").text());
            case "url" -> source.get("url").text();
            default -> throw type.wrong("'base64' or 'url', as no files are kept here");
        };
    }

    /** A tool's answer is text on OpenAI's wire; its pictures are shown by the user. */
    private void result(Field result, ArrayNode parts) throws Refused {
        StringBuilder text = new StringBuilder();
        if (result.get("is_error").flag().isTrue()) {
            text.append("Error: ");
        }
        Field content = result.get("content");
        for (Field block : content.isAbsent() ? List.<Field>of() : blocks(content)) {
            Field type = block.get("type");
            switch (type.text()) {
                case TEXT -> text.append(block.get(TEXT).text());
                case "image" -> parts.add(ChatWords.picture(url(block.get("source"))));
                default -> throw type.wrong("'text' or 'image'");
            }
        }
        chat.result(result.get("tool_use_id").text(), text.toString());
    }

    private void assistant(List<Field> blocks) throws Refused {
        StringBuilder text = new StringBuilder();
        for (Field block : blocks) {
            Field type = block.get("type");
            switch (type.text()) {
                case TEXT -> text.append(block.get(TEXT).text());
                case "tool_use", "thinking", "redacted_thinking" -> {}
                default -> throw type.wrong("'text', 'tool_use' or 'thinking'");
            }
        }
        if (!text.isEmpty()) {
            chat.assistant(text.toString());
        }
        for (Field block : blocks) {
            if (block.get("type").text().equals("tool_use")) {
                call(block);
            }
        }
    }

    private void call(Field use) throws Refused {
        if (use.get("input").object().isAbsent()) {
            throw use.get("input").wrong("an object");
        }
        chat.call(
                use.get("id").text(), use.get("name").text(), use.get("input").value().toString());
    }

    private static String texts(Field content) throws Refused {
        StringBuilder texts = new StringBuilder();
        for (Field block : blocks(content)) {
            if (!block.get("type").text().equals(TEXT)) {
                throw block.get("type").wrong("'text'");
            }
            texts.append(texts.isEmpty() ? "" : "\n").append(block.get(TEXT).text());
        }
        return texts.toString();
    }
}
