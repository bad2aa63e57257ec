package dev.freeway.api.admin;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.OwnAccount;
import dev.freeway.members.OwnAccounts;
import java.util.List;

/** Tries an account that a member brings, before it is kept. Thread-safe. */
public interface Trial {
    /** Every provider of which an account can be brought. */
    List<Open> open();

    /** Declines a provider or fact that is not known, and a key that is an operator's. */
    void check(OwnAccounts.Wanted wanted) throws Declined;

    /**
     * Asks its provider the least there is. Waits for the answer.
     *
     * @return the limits that were found
     */
    List<Bound> ask(OwnAccount account, Secret key) throws Declined;

    /**
     * A provider of which an account can be brought.
     *
     * @param facts what can be said of the account there
     */
    record Open(Provider provider, List<Sayable> facts) {
        public Open {
            facts = List.copyOf(facts);
        }
    }

    /**
     * What can be said of an account.
     *
     * @param integer whether it is a number
     * @param values the only ones, or empty for any
     * @param otherwise what holds where nothing is said
     * @param about what it is
     */
    record Sayable(
            String name, boolean integer, List<String> values, String otherwise, String about) {
        public Sayable {
            values = List.copyOf(values);
        }
    }
}
