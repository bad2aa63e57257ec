package dev.freeway.app.config;

/**
 * What is wrong in a file, and where.
 *
 * @param line from 1
 * @param column from 1
 */
public record Mistake(int line, int column, String message) {
    /** As compilers print it, so that editors find the place. */
    public String in(String file) {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
