package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.math.BigDecimal;
import java.util.List;

/**
 * One of OpenRouter's models as its list has it (models.mdx and the schemas of
 * {@code @openrouter/sdk} 1.3.19). Names and figures are assumed where the catalog has none.
 *
 * @param context tokens, input and output together
 * @param output most tokens of an answer
 * @param modalities that it takes
 */
record OpenRouterModel(String id, String name, long context, long output, List<String> modalities) {
    private static final List<String> TEXT = List.of("text");
    private static final List<String> SEES = List.of("text", "image");
    private static final String VARIANT = ":free";

    /** 2025-08-05, of gpt-oss; assumed for the others. */
    private static final long CREATED = 1_754_352_000;

    private static final List<String> PARAMETERS =
            List.of(
                    "max_tokens",
                    "temperature",
                    "top_p",
                    "stop",
                    "seed",
                    "tools",
                    "tool_choice",
                    "response_format",
                    "structured_outputs");

    static final List<OpenRouterModel> ALL =
            List.of(
                    new OpenRouterModel(
                            "openrouter/free", "Free Models Router", 200_000, 32_768, SEES),
                    new OpenRouterModel(
                            "openai/gpt-oss-20b:free",
                            "OpenAI: gpt-oss-20b (free)",
                            131_072,
                            32_768,
                            TEXT),
                    new OpenRouterModel(
                            "meta-llama/llama-3.3-70b-instruct:free",
                            "Meta: Llama 3.3 70B Instruct (free)",
                            65_536,
                            16_384,
                            TEXT),
                    new OpenRouterModel(
                            "nvidia/nemotron-3-ultra-550b-a55b:free",
                            "NVIDIA: Nemotron 3 Ultra (free)",
                            1_000_000,
                            65_536,
                            TEXT),
                    new OpenRouterModel(
                            "qwen/qwen3.8-27b:free",
                            "Qwen: Qwen3.8 27B (free)",
                            131_072,
                            32_768,
                            SEES),
                    new OpenRouterModel(
                            "openai/gpt-oss-20b", "OpenAI: gpt-oss-20b", 131_072, 32_768, TEXT));

    ObjectNode listed(Price price) {
        String slug = id.endsWith(VARIANT) ? id.substring(0, id.indexOf(VARIANT)) : id;
        ObjectNode model =
                Json.object()
                        .put("id", id)
                        .put("canonical_slug", slug)
                        .put("name", name)
                        .put("created", CREATED)
                        .put("description", "")
                        .put("context_length", context);
        model.putObject("architecture")
                .put("modality", String.join("+", modalities) + "->text")
                .put("tokenizer", "Other")
                .putNull("instruct_type")
                .<ObjectNode>set("input_modalities", texts(modalities))
                .set("output_modalities", texts(TEXT));
        model.putObject("pricing")
                .put("prompt", perToken(price.input()))
                .put("completion", perToken(price.output()));
        model.putObject("top_provider")
                .put("context_length", context)
                .put("max_completion_tokens", output)
                .put("is_moderated", false);
        model.set("supported_parameters", texts(PARAMETERS));
        model.putNull("per_request_limits")
                .putNull("default_parameters")
                .putNull("supported_voices");
        model.putObject("links").put("details", "/api/v1/models/" + slug + "/endpoints");
        return model;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }

    /** Dollars in a decimal text, as they are told. */
    private static String perToken(double perMillion) {
        return BigDecimal.valueOf(perMillion).movePointLeft(6).stripTrailingZeros().toPlainString();
    }
}
