package dev.freeway.members;

/** Somebody else was faster: what was read is not what is there. */
public final class Stale extends Exception {
    private static final long serialVersionUID = 1;

    public Stale(Change change) {
        super(
                "%s %s is no longer of version %d"
                        .formatted(change.kind(), change.id(), change.read()),
                null,
                false,
                false);
    }
}
