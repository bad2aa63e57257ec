package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;

/** A chat request in Gemini's wire. */
final class GeminiChat {
    private GeminiChat() {}

    static ObjectNode request(Call call) throws Unspeakable {
        ObjectNode asked = Requests.tree(call);
        ObjectNode request = GeminiContents.of(asked.path("messages"), call.offer().model().id());
        request.set("generationConfig", config(asked, call));
        GeminiTools.put(asked, request);
        return request;
    }

    private static ObjectNode config(JsonNode asked, Call call) throws Unspeakable {
        ObjectNode config = Json.object();
        config.put("maxOutputTokens", Targets.outputMost(call));
        Requests.copy(asked, "temperature", config, "temperature");
        Requests.copy(asked, "top_p", config, "topP");
        Requests.copy(asked, "seed", config, "seed");
        Requests.copy(asked, "presence_penalty", config, "presencePenalty");
        Requests.copy(asked, "frequency_penalty", config, "frequencyPenalty");
        if (call.ask().answers() > 1) {
            config.put("candidateCount", call.ask().answers());
        }
        stops(asked.path("stop"), config);
        format(asked.path("response_format"), config);
        String effort = asked.path("reasoning_effort").asText("");
        if (!effort.isEmpty()) {
            GeminiThinking.put(effort, call.offer().model().id(), config);
        }
        return config;
    }

    private static void stops(JsonNode stop, ObjectNode config) {
        if (stop.isTextual()) {
            config.putArray("stopSequences").add(stop);
        } else if (stop instanceof ArrayNode several && !several.isEmpty()) {
            config.set("stopSequences", several);
        }
    }

    private static void format(JsonNode format, ObjectNode config) throws Unspeakable {
        String type = format.path("type").asText("text");
        switch (type) {
            case "text" -> {}
            case "json_object" -> config.put("responseMimeType", "application/json");
            case "json_schema" -> {
                config.put("responseMimeType", "application/json");
                JsonNode schema = format.path("json_schema").path("schema");
                if (schema.isObject()) {
                    config.set("responseJsonSchema", schema);
                }
            }
            default ->
                    throw Unspeakable.wrong(
                            "response_format.type", type, "text, json_object or json_schema");
        }
    }
}
