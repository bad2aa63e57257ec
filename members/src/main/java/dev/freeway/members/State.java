package dev.freeway.members;

/** Whether somebody is served. */
public enum State {
    ACTIVE,
    /** Not served until an operator says so. */
    SUSPENDED,
    /** Gone. The name stays taken: what was counted and made under it is nobody else's. */
    REMOVED
}
