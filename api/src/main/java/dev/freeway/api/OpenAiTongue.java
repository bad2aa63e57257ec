package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.chat.Endpoint;

/** OpenAI's own wire: nothing to bring over. */
record OpenAiTongue(Endpoint endpoint) implements Tongue {
    @Override
    public Heard hear(Target target, byte[] body) {
        return new Heard(endpoint, body, OpenAiVoice.INSTANCE);
    }

    @Override
    public JsonNode refusal(Problem problem) {
        return problem.json();
    }
}
