package dev.freeway.api.admin;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.OwnAccount;
import dev.freeway.members.OwnAccounts;
import java.util.List;

/** Tries an account that a member brings, before it is kept. Thread-safe. */
public interface Trial {
    /** Declines a provider or fact that is not known, and a key that is an operator's. */
    void check(OwnAccounts.Wanted wanted) throws Declined;

    /**
     * Asks its provider the least there is. Waits for the answer.
     *
     * @return the limits that were found
     */
    List<Bound> ask(OwnAccount account, Secret key) throws Declined;
}
