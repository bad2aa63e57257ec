package dev.freeway.emulator;

/** What is asked for. */
enum Kind {
    CHAT,
    COMPLETION,
    RESPONSE,
    EMBEDDING,
    IMAGE,
    /** Speech to text. */
    TRANSCRIPT;

    /** Whether the answer is words, which may come one by one. */
    boolean inWords() {
        return switch (this) {
            case CHAT, COMPLETION, RESPONSE, TRANSCRIPT -> true;
            case EMBEDDING, IMAGE -> false;
        };
    }

    boolean canStream() {
        return this != TRANSCRIPT && inWords();
    }
}
