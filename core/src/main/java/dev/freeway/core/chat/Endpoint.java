package dev.freeway.core.chat;

/** What can be asked for, in OpenAI's words. */
public enum Endpoint {
    CHAT("chat"),
    COMPLETIONS("completions"),
    EMBEDDINGS("embeddings"),
    IMAGES("images");

    private final String id;

    Endpoint(String id) {
        this.id = id;
    }

    /** Its name in the catalog's {@code paths}. */
    public String id() {
        return id;
    }
}
