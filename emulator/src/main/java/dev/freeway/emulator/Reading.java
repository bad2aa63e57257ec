package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a wire made of a request. */
sealed interface Reading {
    /**
     * A request that makes sense.
     *
     * @param request in OpenAI's words, by which it is counted and answered
     * @param shape of the answer
     */
    record Asked(Kind kind, ObjectNode request, Shape shape) implements Reading {
        String model() {
            return request.path("model").asText("");
        }
    }

    /** One that does not; {@code message} says where and what was expected. */
    record Wrong(String message) implements Reading {}
}
