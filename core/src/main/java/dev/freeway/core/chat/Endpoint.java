package dev.freeway.core.chat;

/** What can be asked for: in OpenAI's words, but for {@link #PREDICTIONS}. */
public enum Endpoint {
    CHAT("chat"),
    COMPLETIONS("completions"),
    EMBEDDINGS("embeddings"),
    IMAGES("images"),
    TRANSCRIPTIONS("transcriptions"),
    TRANSLATIONS("translations"),
    /** A run of a model in its own words, as Replicate has it. */
    PREDICTIONS("predictions");

    private final String id;

    Endpoint(String id) {
        this.id = id;
    }

    /** Whether it makes text of a recording. */
    public boolean listens() {
        return this == TRANSCRIPTIONS || this == TRANSLATIONS;
    }

    /** Its name in the catalog's {@code paths}. */
    public String id() {
        return id;
    }
}
