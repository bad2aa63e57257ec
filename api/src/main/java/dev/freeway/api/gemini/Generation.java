package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import java.util.Locale;

/**
 * How an answer is to be generated. What only shapes the odds at Google ({@code topK}) is let go.
 *
 * @param config the request's {@code generationConfig}, there or not
 */
record Generation(Field config) {
    private static final int ANSWERS_MAX = 8;
    private static final int LOW_TOKENS_MAX = 1_024;
    private static final int MEDIUM_TOKENS_MAX = 8_192;

    void write(ObjectNode chat) throws Refused {
        get("temperature").number().into(chat, "temperature");
        get("topP").number().into(chat, "top_p");
        get("maxOutputTokens").count().into(chat, "max_completion_tokens");
        get("seed").number().into(chat, "seed");
        get("presencePenalty").number().into(chat, "presence_penalty");
        get("frequencyPenalty").number().into(chat, "frequency_penalty");
        answers(get("candidateCount").count(), chat);
        stops(get("stopSequences"), chat);
        format(chat);
        thinking(chat);
        refuseOtherThanText();
    }

    private Field get(String name) {
        return Names.get(config, name);
    }

    private static void answers(Field count, ObjectNode chat) throws Refused {
        if (count.value().asInt() > ANSWERS_MAX) {
            throw count.wrong("a whole number from 1 to " + ANSWERS_MAX);
        }
        count.into(chat, "n");
    }

    private static void stops(Field stops, ObjectNode chat) throws Refused {
        if (stops.isAbsent() || stops.elements().isEmpty()) {
            return;
        }
        for (Field stop : stops.elements()) {
            stop.text();
        }
        stops.into(chat, "stop");
    }

    private void format(ObjectNode chat) throws Refused {
        Field type = get("responseMimeType").string();
        Field own = get("responseSchema").object();
        Field json = get("responseJsonSchema").object();
        switch (type.isAbsent() ? "text/plain" : type.text()) {
            case "text/plain" -> {
                if (!own.isAbsent() || !json.isAbsent()) {
                    throw type.wrong("'application/json', where a schema is given");
                }
            }
            case "application/json" -> {
                if (json.isAbsent() && own.isAbsent()) {
                    chat.putObject("response_format").put("type", "json_object");
                } else {
                    ObjectNode schema = Json.object().put("name", "response");
                    schema.set(
                            "schema", json.isAbsent() ? Schemas.json(own.value()) : json.value());
                    chat.set("response_format", ChatWords.jsonSchema(schema));
                }
            }
            default -> throw type.wrong("'text/plain' or 'application/json'");
        }
    }

    private Field thinkingConfig() throws Refused {
        return get("thinkingConfig").object();
    }

    /** Tokens to think with are brought into the efforts that Google itself takes them for. */
    private void thinking(ObjectNode chat) throws Refused {
        Field budget = Names.get(thinkingConfig(), "thinkingBudget").number();
        Field level = Names.get(thinkingConfig(), "thinkingLevel").string();
        if (!level.isAbsent()) {
            effort(level, chat);
        } else if (!budget.isAbsent() && budget.value().asInt() >= 0) {
            int tokens = budget.value().asInt();
            String more = tokens <= MEDIUM_TOKENS_MAX ? "medium" : "high";
            chat.put("reasoning_effort", tokens <= LOW_TOKENS_MAX ? "low" : more);
        }
    }

    private static void effort(Field level, ObjectNode chat) throws Refused {
        switch (level.text().toUpperCase(Locale.ROOT)) {
            case "THINKING_LEVEL_UNSPECIFIED" -> {}
            case "MINIMAL", "LOW" -> chat.put("reasoning_effort", "low");
            case "MEDIUM" -> chat.put("reasoning_effort", "medium");
            case "HIGH" -> chat.put("reasoning_effort", "high");
            default -> throw level.wrong("MINIMAL, LOW, MEDIUM or HIGH");
        }
    }

    boolean showsThoughts() throws Refused {
        return Names.get(thinkingConfig(), "includeThoughts").flag().isTrue();
    }

    private void refuseOtherThanText() throws Refused {
        Field modalities = get("responseModalities");
        if (!modalities.isAbsent()) {
            for (Field modality : modalities.elements()) {
                if (!modality.text().equalsIgnoreCase("text")) {
                    throw modality.wrong("'TEXT': answers are text here");
                }
            }
        }
        if (get("responseLogprobs").flag().isTrue()) {
            throw get("responseLogprobs").wrong("false: no odds are told on this wire");
        }
    }
}
