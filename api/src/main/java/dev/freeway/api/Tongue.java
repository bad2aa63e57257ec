package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.audio.Recording;
import dev.freeway.core.chat.Endpoint;
import java.util.Optional;

/** A wire that clients speak: their requests are brought into OpenAI's words. Thread-safe. */
public interface Tongue {
    /**
     * Understands one request.
     *
     * @param target the path it came to, and its query
     * @throws Refused when it is no such request; says which field and what was expected
     */
    Heard hear(Target target, byte[] body) throws Refused;

    /** What kind of body it is spoken in. */
    default Intake intake() {
        return Intake.JSON;
    }

    /** A refusal as this wire has it. */
    JsonNode refusal(Problem problem);

    /**
     * Where a request came to.
     *
     * @param path decoded
     * @param query as it stands behind the question mark, or empty
     * @param type the {@code content-type} of its body, or empty
     */
    record Target(String path, String query, String type) {
        /** Of a body whose type does not matter. */
        public Target(String path, String query) {
            this(path, query, "");
        }
    }

    /**
     * A request understood.
     *
     * @param body the same request as OpenAI's endpoint would take it
     * @param voice in which its answer is given
     * @param recording what is to be listened to
     */
    record Heard(Endpoint endpoint, byte[] body, Voice voice, Optional<Recording> recording) {
        /** Without a recording. */
        public Heard(Endpoint endpoint, byte[] body, Voice voice) {
            this(endpoint, body, voice, Optional.empty());
        }
    }
}
