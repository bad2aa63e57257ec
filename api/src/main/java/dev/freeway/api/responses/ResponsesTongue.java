package dev.freeway.api.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;

/** OpenAI's Responses API, of which nothing is stored. Thread-safe. */
public final class ResponsesTongue implements Tongue {
    @Override
    public Heard hear(Target target, byte[] body) throws Refused {
        Field asked = Field.of(body);
        requireNothingStored(asked);
        ObjectNode chat = Json.object();
        asked.get("model").into(chat, "model");
        chat.set("messages", InputItems.messages(asked));
        FunctionTools.write(asked, chat);
        settings(asked, chat);
        TextFormat.write(asked.get("text").object().get("format"), chat);
        if (asked.get("stream").flag().isTrue()) {
            ChatWords.stream(chat);
        }
        ResponseForm form = ResponseForm.of(asked);
        return new Heard(Endpoint.CHAT, Json.bytes(chat), new ResponsesVoice(form));
    }

    private static void requireNothingStored(Field asked) throws Refused {
        for (String name : new String[] {"previous_response_id", "conversation"}) {
            if (!asked.get(name).isAbsent()) {
                throw asked.get(name)
                        .wrong("none, as nothing is stored here: send the turns so far as 'input'");
            }
        }
        if (!asked.get("prompt").isAbsent()) {
            throw asked.get("prompt")
                    .wrong("none, as nothing is stored here: send its text as 'instructions'");
        }
        if (asked.get("background").flag().isTrue()) {
            throw asked.get("background")
                    .wrong("false, as nothing is stored here: send 'stream': true to see it grow");
        }
    }

    private static void settings(Field asked, ObjectNode chat) throws Refused {
        asked.get("max_output_tokens").count().into(chat, "max_completion_tokens");
        asked.get("temperature").number().into(chat, "temperature");
        asked.get("top_p").number().into(chat, "top_p");
        asked.get("user").string().into(chat, "user");
        Field reasoning = asked.get("reasoning").object();
        reasoning.get("effort").string().into(chat, "reasoning_effort");
    }

    @Override
    public JsonNode refusal(Problem problem) {
        return problem.json();
    }
}
