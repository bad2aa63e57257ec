package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.time.Instant;

/**
 * A chat as Replicate's language models take it: one prompt, in which several turns are told by
 * their speakers, and the system's words apart.
 */
final class ReplicateChat {
    private ReplicateChat() {}

    static ObjectNode input(Call call) throws Unspeakable {
        ObjectNode asked = Requests.tree(call);
        Requests.one(asked);
        ObjectNode input = Json.object();
        prompt(asked.path("messages"), input);
        input.put("max_tokens", Targets.outputMost(call));
        Requests.copy(asked, "temperature", input, "temperature");
        Requests.copy(asked, "top_p", input, "top_p");
        Requests.copy(asked, "presence_penalty", input, "presence_penalty");
        Requests.copy(asked, "frequency_penalty", input, "frequency_penalty");
        JsonNode stop = asked.path("stop");
        if (stop.isTextual() || stop.size() > 0) {
            input.put("stop_sequences", stop.isTextual() ? stop.asText() : joined(stop));
        }
        return input;
    }

    private static String joined(JsonNode stops) {
        StringBuilder joined = new StringBuilder();
        stops.forEach(stop -> joined.append(joined.isEmpty() ? "" : ",").append(stop.asText()));
        return joined.toString();
    }

    private static void prompt(JsonNode messages, ObjectNode input) throws Unspeakable {
        StringBuilder system = new StringBuilder();
        StringBuilder turns = new StringBuilder();
        for (int i = 0; i < messages.size(); i++) {
            String where = "messages[" + i + "]";
            String role = messages.get(i).path("role").asText("");
            String text = Requests.text(messages.get(i).path("content"), where + ".content");
            switch (role) {
                case "system", "developer" -> append(system, text);
                case "user" -> append(turns, single(messages) ? text : "User: " + text);
                case "assistant" -> append(turns, "Assistant: " + text);
                default ->
                        throw Unspeakable.here(
                                where + ".role", role, "system, developer, user or assistant");
            }
        }
        input.put("prompt", single(messages) ? turns.toString() : turns + "\n\nAssistant:");
        if (!system.isEmpty()) {
            input.put("system_prompt", system.toString());
        }
    }

    /** Whether there is one turn only, which needs no name before it. */
    private static boolean single(JsonNode messages) {
        int turns = 0;
        for (JsonNode message : messages) {
            String role = message.path("role").asText("");
            turns += role.equals("user") || role.equals("assistant") ? 1 : 0;
        }
        return turns <= 1;
    }

    private static void append(StringBuilder to, String text) {
        to.append(to.isEmpty() ? "" : "\n\n").append(text);
    }

    static JsonNode answer(JsonNode prediction, Call call, Instant now) throws AnswerBroken {
        JsonNode output = prediction.path("output");
        if (!output.isTextual() && !output.isArray()) {
            throw new AnswerBroken(new Fault.Broken("a prediction without output"));
        }
        StringBuilder text = new StringBuilder(output.asText(""));
        output.forEach(piece -> text.append(piece.asText("")));
        JsonNode metrics = prediction.path("metrics");
        long written = metrics.path("output_token_count").asLong();
        ObjectNode answer = Json.object().put("id", prediction.path("id").asText(""));
        answer.put("created", now.getEpochSecond());
        answer.put("model", call.offer().model().id());
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("content", text.toString());
        choice.put("finish_reason", written >= Targets.outputMost(call) ? "length" : "stop");
        if (metrics.path("input_token_count").isNumber()) {
            answer.putObject("usage")
                    .put("prompt_tokens", metrics.path("input_token_count").asLong())
                    .put("completion_tokens", written);
        }
        return answer;
    }
}
