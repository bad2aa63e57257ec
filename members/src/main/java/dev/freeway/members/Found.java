package dev.freeway.members;

/** What a token turns out to be. */
public sealed interface Found {
    /**
     * One that may be used.
     *
     * @param holder whose limits it uses
     */
    record Known(AccessToken token, Person person, Holder holder) implements Found {
        /** Its person, asking by it. */
        public Actor actor() {
            return new Actor(person, token);
        }
    }

    /** One that may not. */
    record Unknown(String why) implements Found {}
}
