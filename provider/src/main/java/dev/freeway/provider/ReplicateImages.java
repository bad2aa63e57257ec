package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import dev.freeway.wire.Json;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;

/**
 * Pictures of Replicate: sides go by their ratio, and the answer is addresses, which stand for an
 * hour. Who insists on base64 is sent elsewhere.
 */
final class ReplicateImages {
    private static final int MOST = 4;
    private static final Set<String> RATIOS =
            Set.of("1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21");

    private ReplicateImages() {}

    static ObjectNode input(Call call) throws Unspeakable {
        Pictured pictured = Pictured.of(call);
        String format = pictured.asked().path("response_format").asText("url");
        if (!format.equals("url")) {
            throw Unspeakable.here("response_format", format, "url");
        }
        long images = call.ask().media().images();
        if (images > MOST) {
            throw Unspeakable.here("n", images, "at most " + MOST);
        }
        ObjectNode input = Json.object().put("prompt", pictured.prompt());
        input.put("num_outputs", images);
        if (pictured.sized()) {
            input.put("aspect_ratio", ratio(pictured));
        }
        Requests.copy(pictured.asked(), "steps", input, "num_inference_steps");
        Requests.copy(pictured.asked(), "seed", input, "seed");
        return input;
    }

    private static String ratio(Pictured pictured) throws Unspeakable {
        int common =
                BigInteger.valueOf(pictured.width())
                        .gcd(BigInteger.valueOf(pictured.height()))
                        .intValueExact();
        String ratio = pictured.width() / common + ":" + pictured.height() / common;
        if (!RATIOS.contains(ratio)) {
            throw Unspeakable.here(
                    "size",
                    pictured.asked().path("size"),
                    "sides in one of the ratios " + RATIOS.stream().sorted().toList());
        }
        return ratio;
    }

    static JsonNode answer(JsonNode prediction, Instant now) throws AnswerBroken {
        JsonNode output = prediction.path("output");
        ObjectNode answer = Json.object().put("created", now.getEpochSecond());
        ArrayNode data = answer.putArray("data");
        if (output.isTextual()) {
            data.addObject().set("url", output);
        }
        output.forEach(url -> data.addObject().set("url", url));
        if (data.isEmpty()) {
            throw new AnswerBroken(new Fault.Broken("a prediction without a picture"));
        }
        return answer;
    }
}
