package dev.freeway.app.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.freeway.members.Vouched;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Believes an ID token, or says why not (OpenID Connect Core 1.0, 3.1.3.7).
 *
 * @param client whom it must be for
 */
record IdTokens(String issuer, String client) {
    /** By keys of two halves alone: a secret that both know would let either make tokens. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int SUBJECT_MAX = 255;

    /** It is not to be believed. */
    static final class Unbelievable extends Exception {
        private static final long serialVersionUID = 1;

        Unbelievable(String message) {
            super(message, null, false, false);
        }
    }

    /** What it says, if one of those keys has signed it. */
    static Optional<JWTClaimsSet> signed(String token, JWKSet keys) throws IOException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        // What it says is checked below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        try {
            return Optional.of(processor.process(token, null));
        } catch (BadJOSEException | ParseException _) {
            return Optional.empty();
        } catch (JOSEException e) {
            throw new IOException("its ID token cannot be checked", e);
        }
    }

    /** Whom it vouches for. */
    Vouched vouched(JWTClaimsSet claims, String nonce, Instant now) throws Unbelievable {
        try {
            require(issuer.equals(claims.getIssuer()), "it is another issuer's");
            List<String> audience = claims.getAudience();
            require(audience.contains(client), "it is for another client");
            Optional<String> party = Optional.ofNullable(claims.getStringClaim("azp"));
            require(party.orElse(client).equals(client), "it was made for another client");
            require(
                    audience.size() == 1 || party.isPresent(),
                    "it is for several clients, and does not say which asked");
            require(time(claims.getExpirationTime()).isAfter(now.minus(SKEW)), "it has expired");
            Instant issued = time(claims.getIssueTime());
            require(
                    !issued.isAfter(now.plus(SKEW))
                            && issued.isAfter(now.minus(Flow.LIFE).minus(SKEW)),
                    "it was not made just now, by the clock here");
            require(nonce.equals(claims.getStringClaim("nonce")), "it belongs to another login");
            String subject = text(claims.getSubject());
            require(
                    !subject.isBlank() && subject.length() <= SUBJECT_MAX,
                    "it does not say who that is");
            Object verified = claims.getClaim("email_verified");
            return new Vouched(
                    issuer,
                    subject,
                    text(claims.getStringClaim("email")),
                    "true".equals(String.valueOf(verified)),
                    text(claims.getStringClaim("preferred_username")));
        } catch (ParseException e) {
            throw new Unbelievable("it says something in another form than it should");
        }
    }

    private static void require(boolean good, String otherwise) throws Unbelievable {
        if (!good) {
            throw new Unbelievable(otherwise);
        }
    }

    private static Instant time(@org.jspecify.annotations.Nullable Date date) {
        return date == null ? Instant.MIN : date.toInstant();
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
