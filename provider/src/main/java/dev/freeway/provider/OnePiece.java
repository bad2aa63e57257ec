package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.chat.TokenBound;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The bytes of an answer that means something only when all of it is here. One event loop. */
final class OnePiece {
    private final Translation translation;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(2048);

    OnePiece(Translation translation) {
        this.translation = translation;
    }

    void add(byte[] bytes) {
        body.writeBytes(bytes);
    }

    /** Where to ask again; then what came so far was no answer, and is forgotten. */
    Optional<String> later() throws AnswerBroken {
        Optional<String> later = translation.later(body.toByteArray());
        if (later.isPresent()) {
            body.reset();
        }
        return later;
    }

    /** All of it in OpenAI's words. */
    JsonNode answer(String type) throws AnswerBroken {
        JsonNode answer = translation.whole(body.toByteArray(), type);
        if (answer.hasNonNull("error")) {
            throw new AnswerBroken(answer);
        }
        return answer;
    }

    /** Our bound of the tokens in it. */
    long tokens() {
        return TokenBound.of(body.toByteArray(), 0, body.size());
    }
}
