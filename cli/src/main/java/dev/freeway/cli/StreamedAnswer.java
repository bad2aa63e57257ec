package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.net.http.HttpHeaders;
import java.util.function.Consumer;

/** One answer, as its events tell it. Used by one thread. */
final class StreamedAnswer implements Consumer<String> {
    private static final String DONE = "[DONE]";

    private final Consumer<String> show;
    private final StringBuilder text = new StringBuilder();
    private JsonNode usage = Json.object();
    private String finish = "";
    private String broken = "";
    private boolean done;

    /**
     * @param show takes each piece of the text as it comes
     */
    StreamedAnswer(Consumer<String> show) {
        this.show = show;
    }

    @Override
    public void accept(String event) {
        if (event.equals(DONE)) {
            done = true;
            return;
        }
        JsonNode chunk = Json.parse(event).orElse(Json.array());
        JsonNode choice = chunk.path("choices").path(0);
        String piece = choice.path("delta").path("content").asText("");
        if (!piece.isEmpty()) {
            text.append(piece);
            show.accept(piece);
        }
        finish = choice.path("finish_reason").asText(finish);
        usage = chunk.hasNonNull("usage") ? chunk.get("usage") : usage;
        broken = chunk.path("error").path("message").asText(broken);
    }

    /** An answer that does not say it is whole, is not. */
    void requireWhole() throws Failed {
        if (!broken.isEmpty()) {
            throw new Failed(broken, false);
        }
        if (!done) {
            throw new Failed("the answer ended before it was whole", false);
        }
    }

    String text() {
        return text.toString();
    }

    /** For a program to read. */
    ObjectNode json(HttpHeaders headers) {
        ObjectNode json = Json.object().put("answer", text());
        for (String name : java.util.List.of("provider", "account", "model", "why", "left")) {
            json.put(name, headers.firstValue("x-freeway-" + name).orElse(""));
        }
        json.put("finish_reason", finish);
        json.set("usage", usage);
        return json;
    }

    /** For a person to read, on one line. */
    String footer(HttpHeaders headers) {
        String left = headers.firstValue("x-freeway-left").orElse("");
        return "%s/%s, %s in, %s out%s%s%s"
                .formatted(
                        headers.firstValue("x-freeway-provider").orElse("?"),
                        headers.firstValue("x-freeway-model").orElse("?"),
                        tokens("prompt_tokens"),
                        tokens("completion_tokens"),
                        finish.equals("length") ? " (cut at the most it may)" : "",
                        left.isEmpty() ? "" : ", left " + left.replace("=", " "),
                        headers.firstValue("x-freeway-why").map(why -> "; " + why).orElse(""));
    }

    private String tokens(String kind) {
        return usage.has(kind) ? Amounts.number(usage.path(kind).asLong()) : "?";
    }
}
