package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** An answer. */
public sealed interface Reply {
    /**
     * To a program.
     *
     * @param headers beside the type
     */
    record Data(int status, Map<String, String> headers, JsonNode body) implements Reply {
        public Data {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * To somebody at a browser.
     *
     * @param headers beside the type
     * @param cookies what it is to keep and to forget
     * @param html the body; empty where the browser goes elsewhere
     */
    record Page(int status, Map<String, String> headers, List<String> cookies, String html)
            implements Reply {
        public Page {
            headers = Map.copyOf(headers);
            cookies = List.copyOf(cookies);
        }
    }

    /** It is done. */
    static Reply ok(JsonNode body) {
        return new Data(200, Map.of(), body);
    }

    /** It is there now. */
    static Reply created(JsonNode body) {
        return new Data(201, Map.of(), body);
    }
}
