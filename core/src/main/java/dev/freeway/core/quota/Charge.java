package dev.freeway.core.quota;

/** How a request is charged to a limit. */
public enum Charge {
    /** The estimate must fit and is held; what was used is counted at the end. */
    RESERVE,
    /** Admitted while anything is left; the last request may overdraw. */
    SETTLE,
    /** A request that might cross the line is charged elsewhere entirely. */
    WHOLE
}
