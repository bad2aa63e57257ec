package dev.freeway.members;

import dev.freeway.core.catalog.Brought;
import java.time.Instant;
import java.util.Map;

/**
 * An account with a provider that a person or organisation brought, for itself alone.
 *
 * @param id {@code own_} and the fingerprint of its key: nobody brings a key that is here
 * @param holder whose it is
 * @param provider its id
 * @param name what its holder calls it, unique there
 * @param sealed its key, which only {@link OwnAccounts} opens
 * @param facts what is known of it, by name
 * @param order when it is spent
 */
public record OwnAccount(
        String id,
        String holder,
        String provider,
        String name,
        String sealed,
        Map<String, String> facts,
        Brought order,
        Instant createdAt)
        implements Entry {
    private static final String PREFIX = "own_";
    private static final int DIGITS = 8;

    public OwnAccount {
        facts = Map.copyOf(facts);
    }

    /** The id of an account with that key. */
    static String id(String key) {
        return PREFIX + Mint.hash(key).substring(0, DIGITS);
    }

    /** Of SHA-256 of its key, the first 8 hexadecimal digits: all that is ever shown of it. */
    public String fingerprint() {
        return id.substring(PREFIX.length());
    }

    /** What the key is sealed to: in any other place it does not open. */
    static String place(String id, String holder) {
        return Kind.OWN_ACCOUNT.word() + "/" + id + "/" + holder;
    }

    OwnAccount spent(Brought other) {
        return new OwnAccount(id, holder, provider, name, sealed, facts, other, createdAt);
    }
}
