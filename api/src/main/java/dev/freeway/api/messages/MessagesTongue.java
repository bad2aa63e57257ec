package dev.freeway.api.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.CountingTongue;
import dev.freeway.api.Field;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;
import java.util.List;

/** Anthropic's Messages API. Thread-safe. */
public final class MessagesTongue implements CountingTongue {
    /** Where a request is counted and not answered; it need not say how long an answer may be. */
    public static final String COUNT = "/v1/messages/count_tokens";

    @Override
    public boolean counts(String path) {
        return path.equals(COUNT);
    }

    @Override
    public JsonNode counted(long inputTokens) {
        return Json.object().put("input_tokens", inputTokens);
    }

    @Override
    public Heard hear(Target target, byte[] body) throws Refused {
        Field asked = Field.of(body);
        ObjectNode chat = Json.object();
        asked.get("model").into(chat, "model");
        bound(asked.get("max_tokens"), target, chat);
        chat.set("messages", Turns.messages(asked));
        ClientTools.write(asked, chat);
        settings(asked, chat);
        format(asked.get("output_config").object().get("format").object(), chat);
        if (asked.get("stream").flag().isTrue()) {
            ChatWords.stream(chat);
        }
        return new Heard(Endpoint.CHAT, Json.bytes(chat), new MessagesVoice());
    }

    private static void bound(Field most, Target target, ObjectNode chat) throws Refused {
        if (most.count().isAbsent() && !target.path().equals(COUNT)) {
            throw most.wrong("a whole number > 0");
        }
        most.into(chat, "max_completion_tokens");
    }

    private static void settings(Field asked, ObjectNode chat) throws Refused {
        asked.get("temperature").number().into(chat, "temperature");
        asked.get("top_p").number().into(chat, "top_p");
        asked.get("metadata").object().get("user_id").string().into(chat, "user");
        Field stops = asked.get("stop_sequences");
        List<Field> stop = stops.isAbsent() ? List.of() : stops.elements();
        for (Field one : stop) {
            one.text();
        }
        if (!stop.isEmpty()) {
            stops.into(chat, "stop");
        }
    }

    private static void format(Field format, ObjectNode chat) throws Refused {
        if (format.isAbsent()) {
            return;
        }
        if (!format.get("type").text().equals("json_schema")) {
            throw format.get("type").wrong("'json_schema'");
        }
        if (format.get("schema").object().isAbsent()) {
            throw format.get("schema").wrong("a JSON schema");
        }
        ObjectNode schema = Json.object().put("name", "answer").put("strict", true);
        format.get("schema").into(schema, "schema");
        chat.set("response_format", ChatWords.jsonSchema(schema));
    }

    @Override
    public JsonNode refusal(Problem problem) {
        return MessagesError.of(problem);
    }
}
