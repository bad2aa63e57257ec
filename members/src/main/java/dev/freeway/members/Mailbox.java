package dev.freeway.members;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where mail for one person goes, however the address is written: in lower case, without what
 * follows a {@code +}, and without dots where the host does not tell them apart (Gmail Help, "Dots
 * don't matter in Gmail addresses", 2026-11).
 */
record Mailbox(String local, String host) {
    private static final String GMAIL = "gmail.com";
    private static final Set<String> DOTLESS = Set.of(GMAIL, "googlemail.com");

    /** That of an address, if it is one. */
    static Optional<Mailbox> of(String email) {
        if (!People.isEmail(email)) {
            return Optional.empty();
        }
        String lower = email.toLowerCase(Locale.ROOT);
        int at = lower.indexOf('@');
        String host = lower.substring(at + 1).replaceAll("\\.$", "");
        String local = lower.substring(0, at);
        int plus = local.indexOf('+');
        String bare = plus > 0 ? local.substring(0, plus) : local;
        return Optional.of(
                DOTLESS.contains(host)
                        ? new Mailbox(bare.replace(".", ""), GMAIL)
                        : new Mailbox(bare, host));
    }

    String id() {
        return Mint.hash("email\n" + local + "@" + host);
    }
}
