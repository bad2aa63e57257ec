package dev.freeway.core.catalog;

/**
 * That a member brought an account, and for what.
 *
 * @param project of the member, which alone it serves; empty for all the member asks
 * @param order when it is spent
 */
public record Brought(String project, Order order) {
    /** Before everything else, or after it. */
    public enum Order {
        FIRST,
        LAST
    }

    /** Whether it serves what is asked for that project. */
    boolean serves(String asking) {
        return project.isEmpty() || project.equals(asking);
    }
}
