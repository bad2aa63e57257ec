package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.wire.Json;

/** Brings one answer of a provider's into OpenAI's words. Used by one event loop. */
interface Translation {
    /** Of an answer that is OpenAI's already. */
    Translation NONE = new Translation() {};

    /**
     * An answer in one piece.
     *
     * @param type its {@code content-type}
     */
    default JsonNode whole(byte[] body, String type) throws AnswerBroken {
        return Json.parse(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() ->
                        new AnswerBroken(new Fault.Broken("an answer that is no JSON object")));
    }

    /** One event of a stream. */
    default JsonNode chunk(JsonNode event) throws AnswerBroken {
        return event;
    }
}
