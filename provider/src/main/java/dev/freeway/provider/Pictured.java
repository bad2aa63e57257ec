package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for pictures.
 *
 * @param width pixels; what was reserved for, where the client left the size open
 * @param height pixels
 * @param sized whether the client named a size
 * @param steps of diffusion that were reserved for each picture
 * @param asked the request, for what else it says
 */
record Pictured(String prompt, int width, int height, boolean sized, long steps, ObjectNode asked) {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final int SIDE = 1_024;

    static Pictured of(Call call) throws Unspeakable {
        ObjectNode asked = Requests.tree(call);
        JsonNode prompt = asked.path("prompt");
        if (!prompt.isTextual()) {
            throw Unspeakable.wrong("prompt", prompt, "a string");
        }
        Matcher size = SIZE.matcher(asked.path("size").asText(""));
        boolean sized = size.matches();
        long images = Math.max(1, call.ask().media().images());
        return new Pictured(
                prompt.asText(),
                sized ? Integer.parseInt(size.group(1)) : SIDE,
                sized ? Integer.parseInt(size.group(2)) : SIDE,
                sized,
                call.ask().media().steps() / images,
                asked);
    }

    boolean square() {
        return width == SIDE && height == SIDE;
    }

    /**
     * A picture in an answer: base64, or the same in a {@code data:} URL for who wants a URL.
     *
     * @param type of the picture, as {@code image/png}
     */
    static ObjectNode answer(String base64, String type, Call call, Instant now) {
        boolean url = call.ask().body().raw("response_format").orElse("").contains("\"url\"");
        ObjectNode answer = Json.object().put("created", now.getEpochSecond());
        ObjectNode one = answer.putArray("data").addObject();
        if (url) {
            one.put("url", "data:%s;base64,%s".formatted(type, base64));
        } else {
            one.put("b64_json", base64);
        }
        return answer;
    }
}
