package dev.freeway.api.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Field;
import dev.freeway.api.Part;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Speech;
import dev.freeway.wire.Json;

/**
 * The object of a response, with what a request said of itself already in it.
 *
 * @param echo not to be changed
 */
record ResponseForm(ObjectNode echo) {
    private static final String INCOMPLETE = "incomplete";

    /** What it says of a request that has been understood. */
    static ResponseForm of(Field asked) throws Refused {
        ObjectNode echo = Json.object().put("background", false).put("store", false);
        for (String name : new String[] {"instructions", "max_output_tokens", "user"}) {
            echo.putNull(name);
            asked.get(name).into(echo, name);
        }
        echo.putNull("previous_response_id");
        asked.get("temperature").into(echo.putNull("temperature"), "temperature");
        asked.get("top_p").into(echo.putNull("top_p"), "top_p");
        echo.putObject("reasoning").putNull("effort").putNull("summary");
        asked.get("reasoning").get("effort").into((ObjectNode) echo.path("reasoning"), "effort");
        echo.putObject("text").putObject("format").put("type", "text");
        asked.get("text").get("format").into((ObjectNode) echo.path("text"), "format");
        asked.get("parallel_tool_calls")
                .into(echo.put("parallel_tool_calls", true), "parallel_tool_calls");
        asked.get("tool_choice").into(echo.put("tool_choice", "auto"), "tool_choice");
        echo.set("tools", tools(asked.get("tools")));
        echo.putObject("metadata");
        metadata(asked.get("metadata")).into(echo, "metadata");
        return new ResponseForm(echo.put("truncation", "disabled"));
    }

    /** As they were sent, with the keys that are there even where nothing is said. */
    private static ArrayNode tools(Field tools) {
        ArrayNode echo = Json.array();
        for (JsonNode tool : tools.value()) {
            ObjectNode one = echo.addObject().putNull("parameters").putNull("strict");
            one.setAll((ObjectNode) tool);
        }
        return echo;
    }

    private static Field metadata(Field metadata) throws Refused {
        for (var entry : metadata.object().value().properties()) {
            metadata.get(entry.getKey()).text();
        }
        return metadata;
    }

    /** While it is being said. */
    ObjectNode begun(Speech speech) {
        ObjectNode response = bare(speech, "in_progress");
        response.putArray("output");
        return response;
    }

    /** When all has been said. */
    ObjectNode ended(Speech speech) {
        ObjectNode response = bare(speech, status(speech));
        if (isIncomplete(speech)) {
            response.putObject("incomplete_details").put("reason", reason(speech));
        }
        response.set("output", output(speech));
        response.set("usage", usage(speech));
        return response;
    }

    /** When it broke off. */
    ObjectNode failed(Speech speech, Problem problem) {
        ObjectNode response = bare(speech, "failed");
        response.putObject("error").put("code", "server_error").put("message", problem.message());
        response.set("output", output(speech));
        return response;
    }

    private ObjectNode bare(Speech speech, String status) {
        ObjectNode response = Json.object();
        response.put("id", "resp_" + speech.id());
        response.put("object", "response");
        response.put("created_at", speech.created());
        response.put("status", status);
        response.putNull("error").putNull("incomplete_details");
        response.put("model", speech.model());
        response.setAll(echo);
        return response.putNull("usage");
    }

    private static ArrayNode output(Speech speech) {
        ArrayNode output = Json.array();
        speech.parts().forEach(part -> output.add(OutputItem.of(speech, part).ended()));
        return output;
    }

    private static ObjectNode usage(Speech speech) {
        ObjectNode usage = Json.object();
        usage.put("input_tokens", speech.tokens("/prompt_tokens"));
        usage.putObject("input_tokens_details")
                .put("cached_tokens", speech.tokens("/prompt_tokens_details/cached_tokens"))
                .put("cache_write_tokens", 0);
        usage.put("output_tokens", speech.tokens("/completion_tokens"));
        usage.putObject("output_tokens_details")
                .put(
                        "reasoning_tokens",
                        speech.tokens("/completion_tokens_details/reasoning_tokens"));
        return usage.put("total_tokens", speech.tokens("/total_tokens"));
    }

    static boolean isIncomplete(Speech speech) {
        return !reason(speech).isEmpty();
    }

    /** {@code completed}, or {@code incomplete}. */
    static String status(Speech speech) {
        return isIncomplete(speech) ? INCOMPLETE : "completed";
    }

    private static String reason(Speech speech) {
        return switch (speech.finishReason()) {
            case "length" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> "";
        };
    }

    /** Of a part that ended: what was cut off is the last. */
    static String status(Speech speech, Part part) {
        boolean last = part.equals(speech.parts().getLast());
        return last ? status(speech) : "completed";
    }
}
