package dev.freeway.app.sdk;

/**
 * An operation as one kind of client does it.
 *
 * @param <C> the client, ready to be used
 */
@FunctionalInterface
interface Job<C> {
    /** Fails with an AssertionError on a bad answer, with the client's own exception else. */
    void run(C client, Asked asked) throws Exception;

    /**
     * What is asked for.
     *
     * @param model of the operation
     * @param prompt where one is needed
     */
    record Asked(String model, String prompt) {}
}
