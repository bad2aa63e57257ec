package dev.freeway.api.admin;

import dev.freeway.members.Scope;

/** Who may come to a route. */
public sealed interface Access {
    /** Anybody; a code or a password is in the body. */
    record Open() implements Access {}

    /**
     * Whoever signed the body, by a secret that was agreed elsewhere; tokens are not looked at.
     *
     * @param header in which the signature comes
     */
    record Signed(String header) implements Access {}

    /**
     * A browser, with the cookie of a login that is still good or without; no other token counts.
     */
    record Kept() implements Access {}

    /** Whoever has any token. */
    record AnyToken() implements Access {}

    /** Whoever has a token for that. */
    record Needs(Scope scope) implements Access {}
}
