package dev.freeway.api.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Listed;
import dev.freeway.core.catalog.Model;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked for, as Workers AI lists its models. */
public final class ModelSearch {
    private static final Pattern PATH =
            Pattern.compile("/client/v4/accounts/[^/]+/ai/models/search");
    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=([1-9]\\d{0,3})(?:&|$)");
    private static final Pattern SIZE = Pattern.compile("(?:^|&)per_page=([1-9]\\d{0,2})(?:&|$)");
    private static final Pattern WORD = Pattern.compile("(?:^|&)search=([^&]*)");
    private static final int SIZE_USUAL = 50;

    private ModelSearch() {}

    /** Whether that path is the list's. */
    public static boolean at(String path) {
        return PATH.matcher(path).matches();
    }

    /**
     * A page of them, the first being 1; one beyond the last is empty.
     *
     * @param query may hold {@code search}, {@code page} and {@code per_page}
     */
    public static JsonNode page(List<Listed> models, String query) {
        Matcher word = WORD.matcher(query);
        String wanted = word.find() ? word.group(1) : "";
        List<Listed> found = models.stream().filter(one -> one.id().contains(wanted)).toList();
        int number = number(PAGE.matcher(query), 1);
        int size = number(SIZE.matcher(query), SIZE_USUAL);
        ArrayNode list = Json.array();
        found.stream().skip((number - 1L) * size).limit(size).forEach(one -> list.add(shown(one)));
        ObjectNode page = Envelope.of(list);
        page.putObject("result_info")
                .put("page", number)
                .put("per_page", size)
                .put("count", list.size())
                .put("total_count", found.size());
        return page;
    }

    private static int number(Matcher found, int usual) {
        return found.find() ? Integer.parseInt(found.group(1)) : usual;
    }

    private static ObjectNode shown(Listed model) {
        ObjectNode shown = Json.object().put("id", model.id()).put("name", model.id());
        shown.putObject("task").put("name", task(model));
        return shown;
    }

    private static String task(Listed model) {
        if (model.can(Model.Ability.CHAT)) {
            return "Text Generation";
        }
        if (model.can(Model.Ability.EMBEDDING)) {
            return "Text Embeddings";
        }
        return model.can(Model.Ability.IMAGE) ? "Text-to-Image" : "Automatic Speech Recognition";
    }
}
