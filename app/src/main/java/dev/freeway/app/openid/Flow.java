package dev.freeway.app.openid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.members.Seal;
import dev.freeway.members.Spent;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A login that was begun, as the browser keeps it in a cookie: sealed, so that whichever replica it
 * comes back to can read it and nobody else.
 *
 * @param issuer where the browser was sent
 * @param nonce the ID token must name
 * @param verifier of PKCE
 * @param returnTo where a program waits, or empty
 * @param invitation its code, or empty
 */
record Flow(
        String id,
        String issuer,
        String state,
        String nonce,
        String verifier,
        String returnTo,
        String invitation,
        Instant until) {
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final String PLACE = "login flow";
    private static final int RANDOM_BYTES = 32;

    /** A new one. */
    static Flow fresh(
            String issuer,
            String returnTo,
            String invitation,
            Instant now,
            RandomGenerator random) {
        return new Flow(
                text(random),
                issuer,
                text(random),
                text(random),
                text(random),
                returnTo,
                invitation,
                now.plus(LIFE));
    }

    private static String text(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String sealed(Seal seal) {
        return seal.seal(
                Json.object()
                        .put("id", id)
                        .put("issuer", issuer)
                        .put("state", state)
                        .put("nonce", nonce)
                        .put("verifier", verifier)
                        .put("return_to", returnTo)
                        .put("invitation", invitation)
                        .put("until", until.toString())
                        .toString(),
                PLACE);
    }

    /** What was sealed, if it was here. */
    static Optional<Flow> of(String sealed, Seal seal) {
        return seal.open(sealed, PLACE).flatMap(Json::parse).map(Flow::read);
    }

    private static Flow read(JsonNode json) {
        return new Flow(
                json.path("id").asText(),
                json.path("issuer").asText(),
                json.path("state").asText(),
                json.path("nonce").asText(),
                json.path("verifier").asText(),
                json.path("return_to").asText(),
                json.path("invitation").asText(),
                Instant.parse(json.path("until").asText()));
    }

    /** Whether that came back with what it was sent away with, in time. */
    boolean answers(String stateToo, Instant now) {
        return now.isBefore(until)
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8),
                        stateToo.getBytes(StandardCharsets.UTF_8));
    }

    /** That it was used. */
    Spent spent() {
        return new Spent(id, until);
    }
}
