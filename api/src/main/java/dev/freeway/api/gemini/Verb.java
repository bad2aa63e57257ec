package dev.freeway.api.gemini;

import java.util.Arrays;
import java.util.Optional;

/** What can be done with a model: stands behind the last colon of a path. */
enum Verb {
    GENERATE("generateContent"),
    STREAM("streamGenerateContent"),
    COUNT("countTokens"),
    EMBED("embedContent"),
    EMBED_EACH("batchEmbedContents");

    private final String id;

    Verb(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static Optional<Verb> of(String id) {
        return Arrays.stream(values()).filter(verb -> verb.id.equals(id)).findFirst();
    }
}
