package dev.freeway.core.catalog;

/** When the account that a member brought is spent: before everything else, or after it. */
public enum Brought {
    FIRST,
    LAST
}
