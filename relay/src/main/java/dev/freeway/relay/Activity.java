package dev.freeway.relay;

import dev.freeway.core.quota.Usage;
import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered of one request; never its content.
 *
 * @param id ours, as the client saw it in {@code x-request-id}
 * @param outcome {@code served}, {@code hung_up}, {@code refused} or {@code failed}
 * @param asked the model as the client named it
 * @param provider empty where none was asked
 * @param model as the provider named it
 * @param answerId the provider's id of the answer
 * @param estimated whether {@code usage} is our bound and not the provider's word
 * @param why this offer, or why none, in a sentence
 */
public record Activity(
        String id,
        Instant at,
        Duration took,
        Party party,
        String outcome,
        String asked,
        String provider,
        String account,
        String model,
        String answerId,
        Usage usage,
        boolean estimated,
        Cost cost,
        Circumstances circumstances,
        int tries,
        String why) {
    static final String SERVED = "served";
    static final String HUNG_UP = "hung_up";
    static final String REFUSED = "refused";
    static final String FAILED = "failed";

    /** Whose it was. */
    public String member() {
        return party.member();
    }
}
