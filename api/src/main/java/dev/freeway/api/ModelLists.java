package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.gemini.GeminiTongue;
import dev.freeway.api.gemini.ModelList;
import dev.freeway.api.ollama.ModelPages;
import dev.freeway.api.workers.ModelSearch;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The models there are, as other wires than OpenAI's list them. Thread-safe. */
final class ModelLists {
    private static final String GOOGLES = GeminiTongue.ROOT + "models";
    private static final String GOOGLES_ONE = GOOGLES + "/";
    private static final String GITHUBS = "/catalog/models";
    private static final String TAGS = "/api/tags";
    private static final String VERSION = "/api/version";
    private static final Set<String> FIXED = Set.of(GOOGLES, GITHUBS, TAGS, VERSION);

    private final Pages pages;
    private final InstantSource clock;

    ModelLists(Pages pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /** Whether a list, or one model as a list has it, is at that path. */
    static boolean has(String path) {
        return FIXED.contains(path) || path.startsWith(GOOGLES_ONE) || ModelSearch.at(path);
    }

    JsonNode at(String path, HttpServerRequest http, Bearer bearer) throws Refused {
        if (ModelSearch.at(path)) {
            return ModelSearch.page(List.copyOf(pages.listed(bearer).values()), query(http));
        }
        return switch (path) {
            case GOOGLES -> google(http, bearer);
            case GITHUBS -> gitHub(http, bearer);
            case TAGS -> ModelPages.tags(pages.listed(bearer).values(), clock.instant());
            case VERSION -> ModelPages.version();
            default -> {
                String id = Door.decoded(path.substring(GOOGLES_ONE.length()));
                yield ModelList.one(listed(id, bearer));
            }
        };
    }

    private JsonNode google(HttpServerRequest http, Bearer bearer) throws Refused {
        return ModelList.page(List.copyOf(pages.listed(bearer).values()), query(http));
    }

    private static String query(HttpServerRequest http) {
        return Optional.ofNullable(http.query()).orElse("");
    }

    private JsonNode gitHub(HttpServerRequest http, Bearer bearer) {
        String host = http.authority() == null ? "" : http.authority().toString();
        return new GitHubCatalogue("%s://%s/v1/models/".formatted(http.scheme(), host))
                .of(pages.menu(bearer.member()));
    }

    /** What Ollama shows of the model that the body names. */
    JsonNode show(byte[] body, Bearer bearer) throws Refused {
        return ModelPages.show(listed(ModelPages.named(body), bearer), clock.instant());
    }

    private Listed listed(String id, Bearer bearer) throws Refused {
        Listed listed = pages.listed(bearer).get(id);
        if (listed == null) {
            throw new Refused(Refusals.unknownModel(id, List.of()));
        }
        return listed;
    }
}
