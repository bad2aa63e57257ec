package dev.freeway.api.plan;

import dev.freeway.core.member.Member;

/** Foretells what the accounts can carry. Thread-safe. */
@FunctionalInterface
public interface Planner {
    /**
     * Plays that demand through, from how things stand. Takes seconds, so it is called on a virtual
     * thread.
     *
     * @param member who asks it all
     * @throws Busy when it plays as much as it can
     */
    Forecast plan(Demand demand, Member member) throws Busy;

    /** It has enough to do already. */
    final class Busy extends Exception {
        private static final long serialVersionUID = 1;

        public Busy() {
            super("a plan is being made already; ask again in some seconds", null, false, false);
        }
    }
}
