package dev.freeway.cli;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What verbs know of where they run.
 *
 * @param gateway where it is when no option says so
 * @param administered the same, by the token of an operator
 * @param color whether the output is a terminal that shows colour
 * @param width of the terminal, in characters
 * @param variables of the environment, by name
 */
public record Surroundings(
        Supplier<Optional<Address>> gateway,
        Supplier<Optional<Address>> administered,
        boolean color,
        int width,
        InstantSource clock,
        Stdin stdin,
        Function<String, Optional<String>> variables) {
    /** Those of a place without variables. */
    public Surroundings(
            Supplier<Optional<Address>> gateway,
            Supplier<Optional<Address>> administered,
            boolean color,
            int width,
            InstantSource clock,
            Stdin stdin) {
        this(gateway, administered, color, width, clock, stdin, _ -> Optional.empty());
    }

    /** Those of this process, whose standard input is read where a verb reads it. */
    public Surroundings(
            Supplier<Optional<Address>> gateway,
            Supplier<Optional<Address>> administered,
            boolean color,
            int width,
            InstantSource clock,
            Function<String, Optional<String>> variables) {
        this(gateway, administered, color, width, clock, Stdin.ofProcess(), variables);
    }
}
