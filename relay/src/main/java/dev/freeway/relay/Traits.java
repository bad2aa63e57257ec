package dev.freeway.relay;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps how requests tend to be, across restarts. Thread-safe. */
public interface Traits {
    /**
     * Keeps these in place of all that were kept, and never blocks.
     *
     * @return completes when that is durable
     */
    CompletableFuture<Void> keep(List<Trait> all);

    /** All that is kept. */
    List<Trait> traits();

    /** Where nothing outlives the process. */
    Traits NONE =
            new Traits() {
                @Override
                public CompletableFuture<Void> keep(List<Trait> all) {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public List<Trait> traits() {
                    return List.of();
                }
            };
}
