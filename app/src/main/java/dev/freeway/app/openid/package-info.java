/** Who comes by an OpenID provider (OpenID Connect Core 1.0, code flow with PKCE). */
@org.jspecify.annotations.NullMarked
package dev.freeway.app.openid;
