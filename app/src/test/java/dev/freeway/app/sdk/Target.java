package dev.freeway.app.sdk;

import java.net.URI;
import java.util.Map;

/**
 * What a client is pointed at.
 *
 * @param against as the table names it
 * @param provider who answers in the end
 * @param url its host, or where that host begins at the stand-ins
 * @param baseUrl the base URL that is documented there
 */
public record Target(String against, String provider, URI url, URI baseUrl, String key) {
    /** Where a provider's stand-in would be. */
    static Target missing(String provider) {
        URI nowhere = URI.create("");
        return new Target(provider + " stand-in", provider, nowhere, nowhere, "");
    }

    boolean exists() {
        return !key.isEmpty();
    }

    Target withKey(String other) {
        return new Target(against, provider, url, baseUrl, other);
    }

    /** As the scripts read it. */
    Map<String, String> asMap() {
        return Map.of("url", url.toString(), "baseUrl", baseUrl.toString(), "key", key);
    }
}
