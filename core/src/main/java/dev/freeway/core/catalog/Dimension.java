package dev.freeway.core.catalog;

/** What a limit counts apart. Everything is counted per account at least. */
public enum Dimension {
    ACCOUNT,
    MODEL,
    MODEL_GROUP,
    TIER
}
