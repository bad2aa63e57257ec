package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.quota.Price;
import dev.freeway.wire.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;

/** A model as OpenAI lists it, and beside that what OpenRouter's clients read of one. */
final class ModelCard {
    private static final int MICRO = 6;
    private static final String PAGE = "/v1/models/";

    private ModelCard() {}

    static ObjectNode list(Collection<Listed> models) {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        models.forEach(model -> data.add(of(model)));
        list.putObject("links").putNull("next");
        return list.put("total_count", data.size());
    }

    static ObjectNode of(Listed model) {
        ObjectNode card = Json.object();
        card.put("id", model.id());
        card.put("object", "model");
        card.put("created", 0);
        card.put("owned_by", model.owner());
        model.grade().ifPresent(grade -> card.put("class", grade.id()));
        card.put("canonical_slug", model.id());
        card.put("name", model.id());
        putTokens(card, "context_length", model.inputTokensMax());
        architecture(model, card.putObject("architecture"));
        pricing(model.conditions().credit(), card.putObject("pricing"));
        ObjectNode best = card.putObject("top_provider").put("is_moderated", false);
        putTokens(best, "context_length", model.inputTokensMax());
        putTokens(best, "max_completion_tokens", model.outputTokensMax());
        parameters(model, card.putArray("supported_parameters"));
        conditions(model.conditions(), card);
        card.putNull("per_request_limits");
        card.putNull("default_parameters");
        card.putNull("supported_voices");
        card.putObject("links").put("details", PAGE + model.id());
        return card;
    }

    private static void putTokens(ObjectNode card, String name, long tokens) {
        if (tokens > 0) {
            card.put(name, tokens);
        } else {
            card.putNull(name);
        }
    }

    private static void architecture(Listed model, ObjectNode architecture) {
        String takes = String.join("+", model.takes());
        architecture.put("modality", takes + "->" + String.join("+", model.gives()));
        model.takes().forEach(architecture.putArray("input_modalities")::add);
        model.gives().forEach(architecture.putArray("output_modalities")::add);
    }

    private static void pricing(Price credit, ObjectNode pricing) {
        pricing.put("prompt", perToken(credit.perMillionInput()));
        pricing.put("completion", perToken(credit.perMillionOutput()));
        pricing.put("input_cache_read", perToken(credit.perMillionCached()));
        pricing.put("request", dollars(credit.perRequest(), MICRO));
        pricing.put("image_output", dollars(credit.perImage(), MICRO));
    }

    private static String perToken(long microDollarsPerMillion) {
        return dollars(microDollarsPerMillion, MICRO + MICRO);
    }

    private static void conditions(Conditions conditions, ObjectNode card) {
        ArrayNode trains = card.putArray("trains");
        conditions.trains().stream().sorted().forEach(each -> trains.add(word(each)));
        boolean ends = !conditions.until().equals(LocalDate.MAX);
        card.put("retires_on", ends ? conditions.until().toString() : null);
    }

    private static String word(Privacy.Answer answer) {
        return answer.name().toLowerCase(Locale.ROOT);
    }

    /** As many dollars as there are units of ten to the power of minus {@code scale}. */
    private static String dollars(long units, int scale) {
        return BigDecimal.valueOf(units, scale).stripTrailingZeros().toPlainString();
    }

    /** Those that every dialect passes on to a model that can do as much. */
    private static void parameters(Listed model, ArrayNode parameters) {
        if (model.can(Model.Ability.CHAT) || model.can(Model.Ability.COMPLETION)) {
            parameters.add("max_tokens").add("max_completion_tokens");
            parameters.add("temperature").add("top_p").add("stop");
        }
        if (model.can(Model.Ability.TOOLS)) {
            parameters.add("tools").add("tool_choice");
        }
        if (model.can(Model.Ability.JSON)) {
            parameters.add("response_format").add("structured_outputs");
        }
    }
}
