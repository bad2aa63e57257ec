package dev.freeway.members;

import dev.freeway.core.catalog.Brought;
import java.time.Instant;
import java.util.Map;

/**
 * An account with a provider that a person or organisation brought, for itself alone, or an
 * operator for everybody here.
 *
 * @param id {@code own_} and the fingerprint of its key: nobody brings a key that is here
 * @param holder whose it is, or empty for everybody's
 * @param project of the holder, which alone it serves, or empty for all
 * @param provider its id
 * @param name what its holder calls it, unique there
 * @param sealed its key, which only {@link OwnAccounts} opens
 * @param facts what is known of it, by name
 * @param order when it is spent
 */
public record OwnAccount(
        String id,
        String holder,
        String project,
        String provider,
        String name,
        String sealed,
        Map<String, String> facts,
        Brought.Order order,
        Instant createdAt)
        implements Entry {
    private static final String PREFIX = "own_";
    private static final int DIGITS = 8;

    /** Whose an account is that serves everybody. */
    static final String EVERYBODY = "";

    public OwnAccount {
        facts = Map.copyOf(facts);
    }

    /** The id of an account with that key. */
    static String id(String key) {
        return PREFIX + Mint.hash(key).substring(0, DIGITS);
    }

    /** Whether it serves everybody here. */
    public boolean shared() {
        return holder.isEmpty();
    }

    /** Of SHA-256 of its key, the first 8 hexadecimal digits: all that is ever shown of it. */
    public String fingerprint() {
        return id.substring(PREFIX.length());
    }

    /** What its key is sealed to: in any other place it does not open. */
    String place() {
        return place(id, holder, project);
    }

    static String place(String id, String holder, String project) {
        String whose = project.isEmpty() ? holder : Project.id(holder, project);
        return Kind.OWN_ACCOUNT.word() + "/" + id + "/" + whose;
    }

    OwnAccount spent(Brought.Order other) {
        return new OwnAccount(id, holder, project, provider, name, sealed, facts, other, createdAt);
    }
}
