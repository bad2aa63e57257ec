package dev.freeway.app.openid;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, 3).
 *
 * @param basic whether the secret goes into a header, and not into the form
 * @param namesItself whether it says with each answer who it is (RFC 9207)
 */
record Metadata(URI authorization, URI token, URI keys, boolean basic, boolean namesItself) {
    private static final String BASIC = "client_secret_basic";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * As its page says.
     *
     * @throws IOException where that is another provider's, or none
     */
    static Metadata of(JsonNode page, String issuer) throws IOException {
        if (!page.path("issuer").asText().equals(issuer)) {
            throw new IOException("its discovery document names another issuer");
        }
        List<String> ways =
                page.path("token_endpoint_auth_methods_supported")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();
        boolean plain = issuer.startsWith("http:");
        return new Metadata(
                endpoint(page, "authorization_endpoint", plain),
                endpoint(page, "token_endpoint", plain),
                endpoint(page, "jwks_uri", plain),
                ways.isEmpty() || ways.contains(BASIC),
                page.path("authorization_response_iss_parameter_supported").asBoolean());
    }

    /** Without TLS only where the provider itself is, on loopback. */
    private static URI endpoint(JsonNode page, String name, boolean plain) throws IOException {
        try {
            URI uri = URI.create(page.path(name).asText());
            String host = String.valueOf(uri.getHost());
            boolean near = plain && "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
            if (near || ("https".equals(uri.getScheme()) && uri.getHost() != null)) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below, with what was expected.
        }
        throw new IOException("its " + name + " is no https address");
    }
}
