package dev.freeway.api;

/** What kind of body a request brings, and how large it may be. */
public enum Intake {
    JSON("application/json", "json", 10, 0, "a body"),
    /**
     * A form with a recording in it, as large as OpenAI and Groq take them (25 MiB: speech-to-text
     * guides of both, 2026-09).
     */
    RECORDING("multipart/form-data", "multipart/form-data", 25, 64 * 1024, "a recording"),
    /** Who asked for how much, and when. */
    TRACE("text/csv", "csv", 10, 0, "a trace");

    private static final int MIB = 1024 * 1024;

    private final String type;
    private final String word;
    private final int mibMax;
    private final int around;
    private final String what;

    Intake(String type, String word, int mibMax, int around, String what) {
        this.type = type;
        this.word = word;
        this.mibMax = mibMax;
        this.around = around;
        this.what = what;
    }

    /** Its {@code content-type}. */
    String type() {
        return type;
    }

    /** Whether that {@code content-type} is of the kind. */
    boolean takes(String contentType) {
        return contentType.toLowerCase(java.util.Locale.ROOT).contains(word);
    }

    /** Of what is asked for itself. */
    public int bytesMax() {
        return mibMax * MIB;
    }

    /** Of the whole body, with what stands around it. */
    int bodyBytesMax() {
        return bytesMax() + around;
    }

    /** What is said of one that is larger. */
    public String tooLarge() {
        return "%s of more than %d bytes (expected: at most %d MiB)"
                .formatted(what, bytesMax(), mibMax);
    }
}
