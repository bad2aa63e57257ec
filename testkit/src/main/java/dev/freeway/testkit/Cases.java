package dev.freeway.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Runs a property over seeded random cases; a failure names the seed that replays it. */
public final class Cases {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Cases() {}

    /** A property of one random case; throws when it does not hold. */
    @FunctionalInterface
    public interface Property {
        void check(RandomGenerator random) throws Exception;
    }

    /**
     * Checks {@code property} for {@code count} seeds from 0. The system property {@code
     * freeway.seed} replays a single one.
     */
    public static void forAll(int count, Property property) {
        Long replayed = Long.getLong("freeway.seed");
        if (replayed != null) {
            check(replayed, property);
            return;
        }
        for (long seed = 0; seed < count; seed++) {
            check(seed, property);
        }
    }

    private static void check(long seed, Property property) {
        try {
            property.check(GENERATORS.create(seed));
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "seed "
                            + seed
                            + " (replay: -Dfreeway.seed="
                            + seed
                            + "): "
                            + failure.getMessage(),
                    failure);
        }
    }
}
