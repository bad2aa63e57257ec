package dev.freeway.members;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody an OpenID provider vouches for.
 *
 * @param issuer the provider
 * @param subject who it is there, for ever
 * @param email as the provider has it, or empty
 * @param verified whether the provider knows that the address is theirs
 * @param preferred how it would like to be called, or empty
 */
public record Vouched(
        String issuer, String subject, String email, boolean verified, String preferred) {
    /** The same for everybody who is the same there, and told to nobody. */
    String id() {
        return Mint.hash("openid\n" + issuer + "\n" + subject);
    }

    /** The address, where it is surely theirs. */
    Optional<Mailbox> mailbox() {
        return verified ? Mailbox.of(email) : Optional.empty();
    }

    /** By what it may be known again. */
    List<String> marks() {
        return Stream.concat(Stream.of(id()), mailbox().map(Mailbox::id).stream()).toList();
    }
}
