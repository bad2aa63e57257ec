package dev.freeway.app.openid;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freeway.app.config.OpenIdClient;
import dev.freeway.members.Mint;
import dev.freeway.members.Vouched;
import dev.freeway.wire.Fetch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An OpenID provider, as its client speaks to it. Thread-safe. */
final class Issuer {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final OpenIdClient client;
    private final Fetch fetch;
    private final InstantSource clock;
    private final IdTokens tokens;
    private volatile Known<Metadata> metadata = Known.nothing();
    private volatile Known<JWKSet> keys = Known.nothing();

    /** Something it said, and when. */
    private record Known<T>(Optional<T> what, Instant at) {
        static <T> Known<T> nothing() {
            return new Known<>(Optional.empty(), Instant.MIN);
        }

        Optional<T> fresh(Instant now) {
            return what.filter(_ -> now.isBefore(at.plus(KNOWN_FOR)));
        }
    }

    /** It does not take part in this login. */
    static final class Refusing extends Exception {
        private static final long serialVersionUID = 1;

        Refusing(String error) {
            super(error, null, false, false);
        }
    }

    Issuer(OpenIdClient client, Fetch fetch, InstantSource clock) {
        this.client = client;
        this.fetch = fetch;
        this.clock = clock;
        this.tokens = new IdTokens(client.issuer(), client.clientId());
    }

    OpenIdClient client() {
        return client;
    }

    /** What it says of itself. */
    Metadata metadata() throws IOException {
        Optional<Metadata> known = metadata.fresh(clock.instant());
        if (known.isPresent()) {
            return known.get();
        }
        URI page = URI.create(client.issuer().replaceAll("/+$", "") + DISCOVERY);
        Metadata found = Metadata.of(good(fetch.get(page)).body(), client.issuer());
        metadata = new Known<>(Optional.of(found), clock.instant());
        return found;
    }

    private static Fetch.Page good(Fetch.Page page) throws IOException {
        if (page.status() != 200) {
            throw new IOException("it answered status " + page.status());
        }
        return page;
    }

    /** Where a browser is sent, to come back with what belongs to that login. */
    URI departure(Flow flow) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.clientId());
        query.put("redirect_uri", client.redirect().toString());
        query.put("scope", "openid email profile");
        query.put("state", flow.state());
        query.put("nonce", flow.nonce());
        query.put("code_challenge", challenge(flow.verifier()));
        query.put("code_challenge_method", "S256");
        String to = metadata().authorization().toString();
        return URI.create(to + (to.contains("?") ? "&" : "?") + Fetch.encoded(query));
    }

    /** RFC 7636, 4.2. */
    private static String challenge(String verifier) {
        byte[] hash = HexFormat.of().parseHex(Mint.hash(verifier));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** Whom it vouches for, by the code a browser brought. */
    Vouched vouched(String code, Flow flow) throws IOException, Refusing, IdTokens.Unbelievable {
        String token = exchanged(code, flow);
        JWTClaimsSet claims =
                signed(token)
                        .orElseThrow(() ->
                                new IdTokens.Unbelievable("it is not signed by a key of theirs"));
        return tokens.vouched(claims, flow.nonce(), clock.instant());
    }

    private String exchanged(String code, Flow flow) throws IOException, Refusing {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", client.redirect().toString());
        form.put("code_verifier", flow.verifier());
        Map<String, String> headers = new LinkedHashMap<>();
        String secret = client.clientSecret().reveal();
        if (metadata().basic()) {
            String both = Fetch.encoded(client.clientId()) + ":" + Fetch.encoded(secret);
            byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
            headers.put("authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        } else {
            form.put("client_id", client.clientId());
            form.put("client_secret", secret);
        }
        Fetch.Page page = fetch.post(metadata().token(), headers, form);
        if (page.status() / 100 == 4) {
            throw new Refusing(page.body().path("error").asText());
        }
        String token = good(page).body().path("id_token").asText();
        if (token.isEmpty()) {
            throw new IOException("it answered no ID token");
        }
        return token;
    }

    /** A key that is not known may be new: they change. */
    private Optional<JWTClaimsSet> signed(String token) throws IOException {
        Optional<JWKSet> known = keys.fresh(clock.instant());
        Optional<JWTClaimsSet> claims =
                known.isPresent() ? IdTokens.signed(token, known.get()) : Optional.empty();
        return claims.isPresent() ? claims : IdTokens.signed(token, fetched());
    }

    private JWKSet fetched() throws IOException {
        try {
            String page = good(fetch.get(metadata().keys())).body().toString();
            JWKSet found = JWKSet.parse(page);
            keys = new Known<>(Optional.of(found), clock.instant());
            return found;
        } catch (ParseException e) {
            throw new IOException("its keys cannot be read", e);
        }
    }
}
