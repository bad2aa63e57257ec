package dev.freeway.api;

/** Whether more requests should be sent here. */
public enum Readiness {
    READY(200, "ok"),

    /** It is about to stop: what comes is still answered, but should go elsewhere. */
    DRAINING(503, "draining"),

    /** Nothing can be admitted until the ledger can be written again. */
    WITHOUT_LEDGER(503, "the ledger cannot be written");

    private final int status;
    private final String words;

    Readiness(int status, String words) {
        this.status = status;
        this.words = words;
    }

    int status() {
        return status;
    }

    String words() {
        return words;
    }
}
