package dev.freeway.api.tokens;

/**
 * Counts a text that comes in pieces: all of it, if it is short, else passages spread evenly over
 * it, and the rest as if it were like them. One thread.
 */
final class Sample {
    /** So many characters are counted. */
    static final int CHARS_MAX = 8 * 1024;

    private static final int PASSAGES = 16;
    private static final int PASSAGE_CHARS = CHARS_MAX / PASSAGES;

    private final Tokenizer tokenizer;
    private final long passage;
    private final long stride;
    private long seen;
    private long counted;
    private long tokens;
    private long whole;

    /**
     * Begins one.
     *
     * @param charsMax how long the text is at most
     */
    Sample(Tokenizer tokenizer, long charsMax) {
        this(tokenizer, PASSAGE_CHARS, charsMax);
    }

    private Sample(Tokenizer tokenizer, long passage, long charsMax) {
        this.tokenizer = tokenizer;
        this.passage = passage;
        stride = Math.max(passage, Math.ceilDiv(charsMax, PASSAGES));
    }

    /** One that counts all of it, however long. */
    static Sample ofAll(Tokenizer tokenizer) {
        return new Sample(tokenizer, Long.MAX_VALUE, 0);
    }

    void add(char[] text, int start, int end) {
        int at = start;
        while (at < end) {
            long inside = seen % stride;
            boolean counts = inside < passage;
            int length = (int) Math.min(end - at, (counts ? passage : stride) - inside);
            if (counts) {
                tokens += tokenizer.count(text, at, at + length);
                counted += length;
            }
            at += length;
            seen += length;
        }
    }

    /** What is a token already. */
    void token() {
        whole++;
    }

    /** How many tokens all of it probably is. */
    double tokens() {
        return whole + (counted == 0 ? 0 : (double) tokens * seen / counted);
    }
}
