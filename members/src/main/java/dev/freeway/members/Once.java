package dev.freeway.members;

import dev.freeway.core.catalog.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Something that lets a person in, good once. Every replica opens what any of them sealed; that it
 * was used is kept in the records.
 */
record Once(String person, Spent spent) {
    static final String PREFIX = "fwc_";

    private static final Duration LIFE = Duration.ofSeconds(60);

    /** By how much the clocks of replicas may differ, and more. */
    private static final Duration GUARD = Duration.ofMinutes(10);

    private static final String PLACE = "login code";
    private static final int PARTS = 3;

    /** Declines what was used, or is too old. */
    static void require(Roster roster, Spent good, Instant now) throws Declined {
        if (!now.isBefore(good.until()) || roster.spent(good.id()).isPresent()) {
            throw bad();
        }
    }

    /** What need not be remembered any more. */
    static List<Spent> lapsed(Roster roster, Instant now) {
        return roster.spent().filter(spent -> now.isAfter(spent.until().plus(GUARD))).toList();
    }

    static Secret code(Registry registry, String person) {
        long until = registry.now().plus(LIFE).toEpochMilli();
        String sealed =
                registry.seal().seal(registry.freshId("") + " " + until + " " + person, PLACE);
        // In an address no character of it needs another way to be written.
        byte[] bytes = Base64.getDecoder().decode(sealed);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Once of(Registry registry, String code) throws Declined {
        if (!code.startsWith(PREFIX)) {
            throw bad();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(code.substring(PREFIX.length()));
            String sealed = Base64.getEncoder().encodeToString(bytes);
            String[] parts =
                    registry.seal().open(sealed, PLACE).orElseThrow(Once::bad).split(" ", PARTS);
            Instant until = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            return new Once(parts[2], new Spent(parts[0], until));
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static Declined bad() {
        return Declined.invalid(
                "code", "code: not known here, used before or too old. Log in again.");
    }
}
