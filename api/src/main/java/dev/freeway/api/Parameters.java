package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.chat.Document;
import dev.freeway.wire.Json;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request was set to, for whoever wants to repeat it: numbers, flags, words of an API, and
 * how many there are of what is content. Never content itself: only these names are looked at, and
 * no value longer than a word.
 */
final class Parameters {
    private static final Set<String> SCALARS =
            Set.of(
                    "temperature",
                    "top_p",
                    "top_k",
                    "min_p",
                    "seed",
                    "max_tokens",
                    "max_completion_tokens",
                    "max_new_tokens",
                    "n",
                    "best_of",
                    "frequency_penalty",
                    "presence_penalty",
                    "repetition_penalty",
                    "logprobs",
                    "top_logprobs",
                    "dimensions",
                    "encoding_format",
                    "steps",
                    "size",
                    "width",
                    "height",
                    "quality",
                    "num_outputs",
                    "num_inference_steps",
                    "guidance",
                    "guidance_scale",
                    "stream",
                    "parallel_tool_calls",
                    "tool_choice",
                    "reasoning_effort",
                    "verbosity",
                    "service_tier");
    private static final Set<String> COUNTED = Set.of("stop", "tools", "functions");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.+-]{1,24}");

    private final ObjectNode kept = Json.object();

    private Parameters() {}

    /** As a JSON object; those of what a run is given stand beside the others. */
    static String of(Document body) {
        Parameters parameters = new Parameters();
        for (Document.Member member : body.members()) {
            parameters.keep(body, member);
        }
        return parameters.kept.toString();
    }

    private void keep(Document body, Document.Member member) {
        String name = member.name();
        boolean run = name.equals("input") && body.bytes()[member.start()] == '{';
        boolean format = name.equals("response_format");
        if (run || format || SCALARS.contains(name) || COUNTED.contains(name)) {
            body.raw(name).flatMap(Json::parse).ifPresent(value -> keep(name, value));
        }
    }

    private void keep(String name, JsonNode value) {
        switch (name) {
            case "input" -> SCALARS.forEach(each -> scalar(each, value.path(each)));
            case "response_format" -> scalar(name, value.isTextual() ? value : value.path("type"));
            default -> {
                if (COUNTED.contains(name)) {
                    kept.put(name, value.isTextual() ? 1 : value.size());
                } else {
                    scalar(name, value);
                }
            }
        }
    }

    private void scalar(String name, JsonNode value) {
        boolean simple = value.isNumber() || value.isBoolean() || value.isTextual();
        if (simple && WORD.matcher(value.asText()).matches()) {
            kept.set(name, value);
        }
    }
}
