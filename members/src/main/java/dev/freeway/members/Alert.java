package dev.freeway.members;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody to be told when a limit runs low.
 *
 * @param id {@code alr_...}
 * @param holder of whose limits it tells
 * @param limit the id of one, or {@value #EVERY}
 * @param at what it waits for
 * @param to the webhook, or empty where it is mailed
 * @param secret by which what is sent is signed: {@code whsec_} and base64, or that sealed; empty
 *     where it is mailed
 * @param quiet until when it has been told of a limit, by the limit
 * @param person to whose own address it is mailed, or empty
 * @param problem why the last could not be sent, or empty
 */
public record Alert(
        String id,
        String holder,
        String limit,
        Trigger at,
        String to,
        String secret,
        Map<String, Instant> quiet,
        Instant createdAt,
        String person,
        String problem)
        implements Entry {
    /** Every limit. */
    public static final String EVERY = "*";

    static final String SECRET = "whsec_";

    public Alert {
        quiet = Map.copyOf(quiet);
        // Of one that was kept before there was mail.
        person = Objects.requireNonNullElse(person, "");
        problem = Objects.requireNonNullElse(problem, "");
    }

    /** Whether that was told of, in the window that is under way. */
    public boolean quiet(String of, Instant now) {
        return quiet.getOrDefault(of, Instant.MIN).isAfter(now);
    }

    /** Whether it goes to somebody's own address. */
    public boolean mailed() {
        return !person.isEmpty();
    }

    /** Whether its secret lies there as it is. */
    boolean plain() {
        return secret.startsWith(SECRET);
    }

    /** What its secret is sealed to: in any other place it does not open. */
    String place() {
        return Kind.ALERT.word() + "/" + id + "/" + holder;
    }

    Alert quiet(Map<String, Instant> others) {
        return new Alert(id, holder, limit, at, to, secret, others, createdAt, person, problem);
    }

    Alert withSecret(String other) {
        return new Alert(id, holder, limit, at, to, other, quiet, createdAt, person, problem);
    }

    Alert because(String why) {
        return new Alert(id, holder, limit, at, to, secret, quiet, createdAt, person, why);
    }

    /** Without the secret, which is nobody's to read in a log. */
    @Override
    public String toString() {
        return "Alert[%s of %s, %s at %s]".formatted(id, holder, limit, at.text());
    }
}
