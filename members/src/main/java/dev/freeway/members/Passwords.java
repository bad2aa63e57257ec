package dev.freeway.members;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords by Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat
 * Sheet, 2026-11). Takes tens of milliseconds, and so a thread of its own. Thread-safe.
 */
final class Passwords {
    static final int LENGTH_MIN = 12;
    static final int LENGTH_MAX = 128;

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Argon2Function ARGON =
            Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    /** Of no password: what is done for a name that nobody has takes as long. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Semaphore room = new Semaphore(AT_ONCE);

    /** Its hash, with a salt of its own. */
    String hash(String password) throws Declined {
        if (password.length() < LENGTH_MIN || password.length() > LENGTH_MAX) {
            throw Declined.invalid(
                    "password",
                    "password: %d characters (expected: %d to %d)"
                            .formatted(password.length(), LENGTH_MIN, LENGTH_MAX));
        }
        enter();
        try {
            return Password.hash(password).addRandomSalt(16).with(ARGON).getResult();
        } finally {
            room.release();
        }
    }

    /** Whether that is the password of that hash; an empty hash is nobody's. */
    boolean matches(String password, String hash) throws Declined {
        String shortened = password.substring(0, Math.min(LENGTH_MAX, password.length()));
        enter();
        try {
            boolean right = ARGON.check(shortened, hash.isEmpty() ? NOBODYS : hash);
            return right && !hash.isEmpty() && shortened.equals(password);
        } finally {
            room.release();
        }
    }

    private void enter() throws Declined {
        try {
            if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Declined.tooMany("Too many passwords are being checked.", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Declined.tooMany("The gateway is closing.", PATIENCE);
        }
    }
}
