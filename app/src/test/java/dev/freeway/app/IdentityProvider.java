package dev.freeway.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An OpenID provider on loopback, which judges its client by itself and lies where it is told. */
final class IdentityProvider implements AutoCloseable {
    static final String CLIENT = "freeway at home";
    static final String SECRET = "s3cret:with/odd+characters%";

    private final TurnedClock clock;
    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger keyFetches = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile List<SigningKey> published = List.of();
    private volatile SigningKey signing;
    private volatile Consumer<ObjectNode> claims = _ -> {};
    private volatile Consumer<ObjectNode> discovery = _ -> {};
    private volatile Map<String, String> answer = Map.of();
    private volatile boolean forgetsNothing;

    IdentityProvider(TurnedClock clock) throws Exception {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", this::discover);
        server.createContext("/jwks", this::keys);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
        signs(SigningKey.rsa("first"));
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Signs by that key from now on, and publishes no other. */
    void signs(SigningKey key) {
        signing = key;
        published = List.of(key);
    }

    /** Signs by that key, which it does not publish. */
    void signsSecretly(SigningKey key) {
        signing = key;
    }

    /** Who is logged in there. */
    void person(String subject, String email, boolean verified) {
        claims(c -> c.put("sub", subject).put("email", email).put("email_verified", verified));
    }

    /** What ID tokens say beside or instead of the truth. */
    void claims(Consumer<ObjectNode> more) {
        claims = more;
    }

    /** What the discovery document says beside or instead of the truth. */
    void discovery(Consumer<ObjectNode> more) {
        discovery = more;
    }

    /** What a browser is sent back with beside or instead of the truth. */
    void answers(Map<String, String> more) {
        answer = more;
    }

    /** Takes a code as often as it comes, as no provider should. */
    void forgetsNothing() {
        forgetsNothing = true;
    }

    int keyFetches() {
        return keyFetches.get();
    }

    /** What its client did wrong. */
    List<String> complaints() {
        return complaints;
    }

    private void discover(HttpExchange exchange) throws IOException {
        ObjectNode page =
                Json.object()
                        .put("issuer", issuer())
                        .put("authorization_endpoint", issuer() + "/authorize?tenant=home")
                        .put("token_endpoint", issuer() + "/token")
                        .put("jwks_uri", issuer() + "/jwks");
        discovery.accept(page);
        json(exchange, 200, page);
    }

    private void keys(HttpExchange exchange) throws IOException {
        keyFetches.incrementAndGet();
        ObjectNode page = Json.object();
        published.forEach(key -> page.withArray("keys").add(key.jwk()));
        json(exchange, 200, page);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
        expect(asked, "response_type", "code");
        expect(asked, "client_id", CLIENT);
        expect(asked, "code_challenge_method", "S256");
        expect(asked, "tenant", "home");
        if (!Arrays.asList(asked.get("scope").split(" ", -1)).contains("openid")) {
            complaints.add("no scope openid");
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        Map<String, String> back = new HashMap<>(Map.of("code", code, "state", asked.get("state")));
        back.putAll(answer);
        back.values().removeIf(String::isEmpty);
        String to = asked.get("redirect_uri") + "?" + query(back);
        exchange.getResponseHeaders().set("location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void expect(Map<String, String> asked, String name, String value) {
        if (!value.equals(asked.get(name))) {
            complaints.add(name + ": " + asked.get(name));
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> form = fields(new String(body, StandardCharsets.UTF_8));
        String code = form.getOrDefault("code", "");
        Map<String, String> begun = forgetsNothing ? codes.get(code) : codes.remove(code);
        if (!client(exchange, form)) {
            complaints.add("client authentication");
            json(exchange, 401, Json.object().put("error", "invalid_client"));
        } else if (begun == null || !proven(begun, form)) {
            json(exchange, 400, Json.object().put("error", "invalid_grant"));
        } else {
            String token = signing.sign(said(begun.get("nonce")));
            json(exchange, 200, Json.object().put("access_token", "a").put("id_token", token));
        }
    }

    private static boolean client(HttpExchange exchange, Map<String, String> form) {
        String header = exchange.getRequestHeaders().getFirst("authorization");
        if (header == null) {
            return CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        }
        byte[] both = Base64.getDecoder().decode(header.substring("Basic ".length()));
        String[] parts = new String(both, StandardCharsets.UTF_8).split(":", 2);
        return decoded(parts[0]).equals(CLIENT) && decoded(parts[1]).equals(SECRET);
    }

    private boolean proven(Map<String, String> begun, Map<String, String> form) {
        byte[] verifier = form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.UTF_8);
        String challenge = SigningKey.text(sha256(verifier));
        boolean good =
                challenge.equals(begun.get("code_challenge"))
                        && begun.get("redirect_uri").equals(form.get("redirect_uri"))
                        && "authorization_code".equals(form.get("grant_type"));
        if (!good) {
            complaints.add("code_verifier, redirect_uri or grant_type");
        }
        return good;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode said(String nonce) {
        long now = clock.instant().getEpochSecond();
        ObjectNode said =
                Json.object()
                        .put("iss", issuer())
                        .put("sub", "subject-1")
                        .put("aud", CLIENT)
                        .put("nonce", nonce)
                        .put("iat", now)
                        .put("exp", now + 300)
                        .put("email", "ann@example.com")
                        .put("email_verified", true);
        claims.accept(said);
        return said;
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new HashMap<>();
        for (String field : query.split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(decoded(parts[0]), decoded(parts[1]));
        }
        return fields;
    }

    private static String query(Map<String, String> fields) {
        return String.join(
                "&",
                fields.entrySet().stream()
                        .map(f ->
                                f.getKey()
                                        + "="
                                        + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                        .toList());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, int status, ObjectNode page)
            throws IOException {
        byte[] bytes = Json.bytes(page);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** An unsigned number as a key has it. */
    static String number(BigInteger number, int bytes) {
        byte[] all = number.toByteArray();
        byte[] fixed = new byte[Math.max(bytes, number.bitLength() + 7 >> 3)];
        int from = Math.max(0, all.length - fixed.length);
        System.arraycopy(all, from, fixed, fixed.length - (all.length - from), all.length - from);
        return SigningKey.text(fixed);
    }
}
