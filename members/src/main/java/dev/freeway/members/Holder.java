package dev.freeway.members;

/**
 * Whose limits tokens use: a person or an organisation. More tokens give no more.
 *
 * @param plan its id, or empty where nothing is granted
 */
public record Holder(String name, String plan, State state) {
    /** Whether it is served. */
    public boolean active() {
        return state == State.ACTIVE;
    }
}
