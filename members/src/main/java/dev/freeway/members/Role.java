package dev.freeway.members;

/** What a person is to this gateway. */
public enum Role {
    /** Runs it, and sees everybody. */
    OPERATOR,
    MEMBER
}
