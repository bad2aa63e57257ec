package dev.freeway.core.catalog;

import java.util.List;
import java.util.Set;

/**
 * A model as a provider offers it.
 *
 * @param id as the provider spells it
 * @param names bare names it also answers to, shared with other providers' same model
 * @param tier the provider's own class of it, or empty
 * @param contextTokensMax input and output together
 * @param outputTokensMax of one answer
 * @param outputTokensDefault asked for where the client sets no bound, so that a reservation is
 *     finite
 * @param abilities what it can do
 * @param dollarsPerMillion list price of output in micro-dollars, for {@code :cheapest}; 0: free
 * @param tokensPerSecond typical pace of output, for {@code :fastest}
 */
public record Model(
        String id,
        List<String> names,
        String tier,
        long contextTokensMax,
        long outputTokensMax,
        long outputTokensDefault,
        Set<Ability> abilities,
        long dollarsPerMillion,
        long tokensPerSecond) {
    public Model {
        names = List.copyOf(names);
        abilities = Set.copyOf(abilities);
        if (outputTokensDefault > outputTokensMax || outputTokensMax > contextTokensMax) {
            throw new IllegalArgumentException(
                    id
                            + " tokens: default "
                            + outputTokensDefault
                            + ", most "
                            + outputTokensMax
                            + ", context "
                            + contextTokensMax
                            + " (expected: in rising order)");
        }
    }

    /** What a model can do. */
    public enum Ability {
        CHAT,
        COMPLETION,
        EMBEDDING,
        TOOLS,
        VISION,
        JSON
    }

    /** Whether a client that asks for {@code name} may get this model. */
    public boolean answersTo(String name) {
        return id.equals(name) || names.contains(name);
    }
}
