package dev.freeway.api;

/** Knows whose token a token is. Thread-safe. */
@FunctionalInterface
public interface Tokens {
    /**
     * Who comes with that.
     *
     * @throws Unknown when nobody does
     */
    Bearer bearer(String token) throws Unknown;

    /** A token that is not to be used; the message says why. */
    final class Unknown extends Exception {
        private static final long serialVersionUID = 1;

        public Unknown(String why) {
            super(why, null, false, false);
        }
    }
}
