package dev.freeway.core.catalog;

/** A key or token. Prints as {@code ***}. */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
