package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.wire.Json;
import java.util.Optional;

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

    /**
     * Where to ask again, on the account's base URL, if this answer says it is not ready; what came
     * is then forgotten.
     */
    default Optional<String> later(byte[] body) throws AnswerBroken {
        return Optional.empty();
    }

    /** One event of a stream. */
    default JsonNode chunk(JsonNode event) throws AnswerBroken {
        return event;
    }
}
