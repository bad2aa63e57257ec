package dev.freeway.members;

import java.time.Duration;

/** Something asked of the registry that is not done, with the reason. */
public final class Declined extends Exception {
    private static final long serialVersionUID = 1;

    private final Why why;
    private final String field;
    private final Duration after;

    /** Of what kind the reason is. */
    public enum Why {
        /** The field says what cannot be. */
        INVALID,
        /** Not there, or not for the one who asks: both look the same. */
        NOT_FOUND,
        /** Not by this token. */
        FORBIDDEN,
        /** Something else is in the way. */
        CONFLICT,
        /** The password is not right, or nobody has that name: both look the same. */
        WRONG_PASSWORD,
        /** Too often. */
        TOO_MANY,
        /** Somebody else whom it takes is out of reach, or refuses. */
        UNAVAILABLE
    }

    private Declined(Why why, String field, String message, Duration after) {
        super(message, null, false, false);
        this.why = why;
        this.field = field;
        this.after = after;
    }

    /** See {@link Why}. */
    public static Declined invalid(String field, String message) {
        return new Declined(Why.INVALID, field, message, Duration.ZERO);
    }

    /** See {@link Why}. */
    public static Declined notFound(String what, String name) {
        return new Declined(
                Why.NOT_FOUND, "", "There is no %s '%s'.".formatted(what, name), Duration.ZERO);
    }

    /** See {@link Why}. */
    public static Declined forbidden(String message) {
        return new Declined(Why.FORBIDDEN, "", message, Duration.ZERO);
    }

    /** See {@link Why}. */
    public static Declined conflict(String field, String message) {
        return new Declined(Why.CONFLICT, field, message, Duration.ZERO);
    }

    /** See {@link Why}. */
    public static Declined unavailable(String message) {
        return new Declined(Why.UNAVAILABLE, "", message, Duration.ZERO);
    }

    static Declined wrongPassword() {
        return new Declined(
                Why.WRONG_PASSWORD, "", "Name and password do not match.", Duration.ZERO);
    }

    /** See {@link Why}. */
    public static Declined absent(String message) {
        return new Declined(Why.NOT_FOUND, "", message, Duration.ZERO);
    }

    /** See {@link Why}. */
    public static Declined tooMany(String message, Duration after) {
        return new Declined(Why.TOO_MANY, "", message, after);
    }

    /** Of what kind the reason is. */
    public Why why() {
        return why;
    }

    /** The field at fault, or empty. */
    public String field() {
        return field;
    }

    /** When it may be tried again; zero where that would not help. */
    public Duration after() {
        return after;
    }
}
