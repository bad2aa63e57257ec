package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gives answers the keys strict clients insist on, whichever of them a provider leaves out. */
final class Shape {
    private static final List<String> PASSED_ON =
            List.of("system_fingerprint", "provider", "citations");

    /** OpenAI's; clients refuse any other, such as Groq's {@code on_demand}. */
    private static final Set<String> SERVICE_TIERS =
            Set.of("auto", "default", "flex", "scale", "priority");

    private Shape() {}

    /** The outer object: {@code id}, {@code object}, {@code created}, {@code model}. */
    static ObjectNode outer(JsonNode answer, String object, Call call) {
        ObjectNode outer = Json.object();
        outer.put("id", text(answer, "id", "chatcmpl-" + Integer.toHexString(answer.hashCode())));
        outer.put("object", object);
        outer.put("created", answer.path("created").asLong());
        outer.put("model", text(answer, "model", call.offer().model().id()));
        for (String name : PASSED_ON) {
            if (answer.hasNonNull(name)) {
                outer.set(name, answer.get(name));
            }
        }
        if (SERVICE_TIERS.contains(answer.path("service_tier").asText())) {
            outer.set("service_tier", answer.get("service_tier"));
        }
        return outer;
    }

    static String text(JsonNode node, String name, String otherwise) {
        String text = node.path(name).asText("");
        return text.isEmpty() ? otherwise : text;
    }

    /** One of the five reasons there are; {@code null} while the answer goes on. */
    static JsonNode finishReason(JsonNode said) {
        if (said.isMissingNode() || said.isNull() || said.asText().isEmpty()) {
            return NullNode.getInstance();
        }
        String reason =
                switch (said.asText().toLowerCase(Locale.ROOT)) {
                    case "length", "max_tokens", "model_length" -> "length";
                    case "tool_calls", "tool_use" -> "tool_calls";
                    case "content_filter", "safety", "recitation" -> "content_filter";
                    case "function_call" -> "function_call";
                    default -> "stop";
                };
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(reason);
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode node = Json.object();
        node.put("prompt_tokens", usage.input());
        node.put("completion_tokens", usage.output());
        node.put("total_tokens", usage.total());
        if (usage.cached() > 0) {
            node.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
        }
        return node;
    }

    /** Text, also where it comes as an array of parts. */
    static String content(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
