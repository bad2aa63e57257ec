package dev.freeway.app.config;

import java.util.List;

/**
 * Something an operator may say of an account, on which its terms depend.
 *
 * @param integer whether it is a number
 * @param values the only ones, or empty for any
 * @param otherwise what holds where the operator says nothing
 * @param about what it is
 */
public record Fact(
        String name, boolean integer, List<String> values, String otherwise, String about) {
    public Fact {
        values = List.copyOf(values);
    }

    /** What a value must be like. */
    public String expected() {
        if (integer) {
            return "a whole number";
        }
        return values.isEmpty() ? "text" : String.join(", ", values);
    }

    /** Whether it can have that value. */
    public boolean allows(String value) {
        return integer ? value.matches("\\d{1,18}") : values.isEmpty() || values.contains(value);
    }
}
