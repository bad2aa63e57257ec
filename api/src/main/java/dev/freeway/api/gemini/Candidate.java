package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.CallPieces;
import dev.freeway.api.ChatAnswer;
import dev.freeway.wire.Json;

/** One of an answer's choices, as it grows. Used by one thread at a time. */
final class Candidate {
    private final boolean showsThoughts;
    private final CallPieces calls = new CallPieces();
    private ArrayNode untold = Json.array();
    private String finishReason = "";

    Candidate(boolean showsThoughts) {
        this.showsThoughts = showsThoughts;
    }

    void hear(JsonNode choice) {
        JsonNode said = ChatAnswer.said(choice);
        if (showsThoughts) {
            text(ChatAnswer.thought(said), true);
        }
        text(ChatAnswer.text(said), false);
        calls.hear(said.path("tool_calls"));
        finishReason = choice.path("finish_reason").asText(finishReason);
    }

    private void text(String text, boolean thought) {
        if (!text.isEmpty()) {
            ObjectNode part = untold.addObject().put("text", text);
            if (thought) {
                part.put("thought", true);
            }
        }
    }

    boolean hasNews() {
        return !untold.isEmpty();
    }

    ObjectNode news() {
        ObjectNode candidate = Json.object();
        candidate.putObject("content").<ObjectNode>set("parts", untold).put("role", "model");
        untold = Json.array();
        return candidate;
    }

    ObjectNode end() {
        boolean malformed = false;
        for (CallPieces.Whole call : calls.whole()) {
            malformed |= call.arguments().isEmpty();
            call.arguments().ifPresent(args -> tell(call, args));
        }
        if (untold.isEmpty()) {
            // Google's clients take a candidate without parts for one without text: null.
            untold.addObject().put("text", "");
        }
        return news().put("finishReason", malformed ? "MALFORMED_FUNCTION_CALL" : reason());
    }

    private void tell(CallPieces.Whole call, JsonNode args) {
        ObjectNode function = untold.addObject().putObject("functionCall");
        if (!call.id().isEmpty()) {
            function.put("id", call.id());
        }
        function.put("name", call.name()).set("args", args);
    }

    private String reason() {
        return switch (finishReason) {
            case "stop", "tool_calls", "function_call" -> "STOP";
            case "length" -> "MAX_TOKENS";
            case "content_filter" -> "SAFETY";
            default -> "OTHER";
        };
    }
}
