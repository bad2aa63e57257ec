package dev.freeway.members;

/** The store of members cannot be reached. */
public final class RecordsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RecordsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
