package dev.freeway.app.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.Map;

/** What is expected of every client's answers. */
final class Expect {
    /** The schema of a tool's arguments, and of an answer in JSON. */
    static final Map<String, Object> CITY_SCHEMA =
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("city", Map.of("type", "string")),
                    "required",
                    List.of("city"),
                    "additionalProperties",
                    false);

    private Expect() {}

    static void text(String text, long tokens) {
        assertThat(text).isNotBlank();
        assertThat(tokens).as("tokens that were written").isEqualTo(JavaClient.TOKENS);
    }

    static void weatherCall(String name, String arguments) {
        assertThat(name).isEqualTo("weather");
        city(arguments);
    }

    static void city(String json) {
        assertThat(Json.parse(json).map(value -> value.path("city")).filter(JsonNode::isTextual))
                .as("a city in %s", json)
                .isPresent();
    }

    static void vector(List<? extends Number> vector) {
        assertThat(vector).isNotEmpty().allMatch(number -> Double.isFinite(number.doubleValue()));
    }
}
