package dev.freeway.app.config;

import dev.freeway.core.catalog.Secret;
import java.net.URI;

/**
 * What this gateway is at an OpenID provider.
 *
 * @param issuer the provider, exactly as its discovery document says
 * @param redirect where it sends browsers back to
 * @param name what people call the provider
 */
public record OpenIdClient(
        String issuer, String clientId, Secret clientSecret, URI redirect, String name) {
    /** The path that browsers come back to. */
    public static final String CALLBACK = "/login/openid/callback";
}
