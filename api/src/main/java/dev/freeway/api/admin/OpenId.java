package dev.freeway.api.admin;

import dev.freeway.members.Declined;
import dev.freeway.members.Minted;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Lets in whom an OpenID provider knows. Waits for that provider. Thread-safe. */
public interface OpenId {
    /** Where a browser comes back to that began at the console. */
    String CONSOLE = "console";

    /**
     * Where a browser is sent to.
     *
     * @param cookie the whole header, by which it is known again
     */
    record Departure(URI to, String cookie) {}

    /** Somebody who is in. */
    sealed interface Arrival {
        /** A token, to be shown once. */
        record Shown(String person, Minted session) implements Arrival {}

        /** A token, for the browser to keep: its console waits. */
        record Kept(Minted session) implements Arrival {}

        /** A program on the same machine waits, and has what brings it the token. */
        record SentOn(URI to) implements Arrival {}
    }

    /**
     * Begins a login.
     *
     * @param returnTo where a program on the same machine waits, {@link #CONSOLE}, or empty
     * @param invitation its code, or empty
     */
    Departure begin(String returnTo, String invitation) throws Declined;

    /**
     * Ends it.
     *
     * @param query what the provider says
     * @param cookies the header, or empty
     */
    Arrival finish(Map<String, String> query, String cookies) throws Declined;

    /** What people call the provider, where there is one to log in by. */
    Optional<String> name();

    /** The header that makes a browser forget the cookie. */
    String forgotten();
}
