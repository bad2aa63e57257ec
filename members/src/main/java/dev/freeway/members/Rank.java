package dev.freeway.members;

/** What a person is to an organisation. */
public enum Rank {
    /** Manages its people, projects and tokens. */
    OWNER,
    MEMBER
}
