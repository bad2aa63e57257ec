package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Listed;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.core.catalog.Model;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked for, as Google lists its models. */
public final class ModelList {
    private static final Pattern SIZE = Pattern.compile("(?:^|&)page(?:S|_s)ize=([^&]*)");
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)page(?:T|_t)oken=([^&]*)");
    private static final int SIZE_MAX = 1_000;

    private ModelList() {}

    /**
     * A page of them.
     *
     * @param query may hold {@code pageSize} and {@code pageToken}
     */
    public static JsonNode page(List<Listed> models, String query) throws Refused {
        int size = number(SIZE.matcher(query), "pageSize");
        int from = Math.min(number(TOKEN.matcher(query), "pageToken"), models.size());
        int to = Math.min(models.size(), from + (size == 0 ? SIZE_MAX : Math.min(size, SIZE_MAX)));
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray("models");
        models.subList(from, to).forEach(model -> list.add(one(model)));
        if (to < models.size()) {
            page.put("nextPageToken", Integer.toString(to));
        }
        return page;
    }

    /** A page begins where its token says, which is a number and tells nothing else. */
    private static int number(Matcher found, String name) throws Refused {
        if (!found.find() || found.group(1).isEmpty()) {
            return 0;
        }
        if (!found.group(1).matches("\\d{1,6}")) {
            throw new Refused(
                    Problem.invalid(
                            name,
                            "'%s' is '%s' (expected: a whole number)"
                                    .formatted(name, found.group(1))));
        }
        return Integer.parseInt(found.group(1));
    }

    /** One of them. */
    public static ObjectNode one(Listed listed) {
        ObjectNode model = Json.object();
        model.put("name", "models/" + listed.id());
        model.put("baseModelId", listed.id());
        model.put("version", "");
        model.put("displayName", listed.id());
        model.put("description", listed.id() + ", by " + listed.owner());
        model.put("inputTokenLimit", listed.inputTokensMax());
        model.put("outputTokenLimit", listed.outputTokensMax());
        ArrayNode methods = model.putArray("supportedGenerationMethods");
        if (listed.can(Model.Ability.CHAT)) {
            methods.add(Verb.GENERATE.id()).add(Verb.STREAM.id()).add(Verb.COUNT.id());
        }
        if (listed.can(Model.Ability.EMBEDDING)) {
            methods.add(Verb.EMBED.id()).add(Verb.EMBED_EACH.id());
        }
        return model;
    }
}
