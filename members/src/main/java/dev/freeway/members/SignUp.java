package dev.freeway.members;

import java.util.Locale;
import java.util.Set;

/**
 * Who may become a member without being asked.
 *
 * @param plan what they are granted
 * @param once how it is told that somebody had one before
 * @param domains of the addresses that may; none: of all
 * @param perDay how many may within a day, all together
 */
public record SignUp(String plan, Per once, Set<String> domains, int perDay) {
    /** Where nothing is said. */
    public static final int PER_DAY = 100;

    /** One tier each. */
    public enum Per {
        /** By the address, which the provider must have verified. */
        EMAIL,
        /** By who it is at the provider. */
        SUBJECT
    }

    public SignUp {
        domains = Set.copyOf(domains);
        if (perDay < 1) {
            throw new IllegalArgumentException("perDay: " + perDay + " (expected: > 0)");
        }
    }

    /** Declines whoever may not. */
    void check(Vouched vouched) throws Declined {
        boolean mail = once == Per.EMAIL || !domains.isEmpty();
        if (mail && vouched.mailbox().isEmpty()) {
            throw Declined.forbidden(
                    "Your OpenID provider does not say that your e-mail address is verified, and"
                            + " without that nobody signs up here. Verify it there and come"
                            + " again, or ask whoever runs this gateway for an invitation.");
        }
        String host = vouched.email().substring(vouched.email().indexOf('@') + 1);
        if (!domains.isEmpty() && !domains.contains(host.toLowerCase(Locale.ROOT))) {
            throw Declined.forbidden(
                    "Addresses at your domain do not sign up here by themselves. Ask whoever runs"
                            + " this gateway for an invitation.");
        }
    }
}
