package dev.freeway.members;

import java.time.Instant;
import java.util.Map;

/**
 * Somebody to be told when a limit runs low.
 *
 * @param id {@code alr_...}
 * @param holder of whose limits it tells
 * @param limit the id of one, or {@value #EVERY}
 * @param at what it waits for
 * @param to the webhook
 * @param secret by which what is sent is signed: {@code whsec_} and base64
 * @param quiet until when it has been told of a limit, by the limit
 */
public record Alert(
        String id,
        String holder,
        String limit,
        Trigger at,
        String to,
        String secret,
        Map<String, Instant> quiet,
        Instant createdAt)
        implements Entry {
    /** Every limit. */
    public static final String EVERY = "*";

    public Alert {
        quiet = Map.copyOf(quiet);
    }

    /** Whether that was told of, in the window that is under way. */
    public boolean quiet(String of, Instant now) {
        return quiet.getOrDefault(of, Instant.MIN).isAfter(now);
    }

    Alert quiet(Map<String, Instant> others) {
        return new Alert(id, holder, limit, at, to, secret, others, createdAt);
    }

    /** Without the secret, which is nobody's to read in a log. */
    @Override
    public String toString() {
        return "Alert[%s of %s, %s at %s]".formatted(id, holder, limit, at.text());
    }
}
