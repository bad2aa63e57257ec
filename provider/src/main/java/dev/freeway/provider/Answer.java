package dev.freeway.provider;

import dev.freeway.core.quota.Usage;
import java.util.Optional;

/** An answer as it comes in. Used by one event loop. */
interface Answer {
    /**
     * Takes the next bytes.
     *
     * @return false when the client needs time
     */
    boolean receive(byte[] bytes) throws AnswerBroken;

    /** Where to ask again, if what came says that the answer is not ready; it is then forgotten. */
    default Optional<String> later() throws AnswerBroken {
        return Optional.empty();
    }

    /**
     * The provider says that was all: passes on what is left, or finds that it was not.
     *
     * @param type the {@code content-type} of all of it
     */
    void complete(String type) throws AnswerBroken;

    /** Whether the client has seen some of it. */
    boolean begun();

    /** What it took so far: by the provider's word if it has said, else our bound. */
    Usage usage();

    boolean usageEstimated();

    /** Whether its provider counts it as a run: not where it answered that it came to nothing. */
    default boolean ran() {
        return true;
    }

    String model();

    String id();
}
