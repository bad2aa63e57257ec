package dev.freeway.app;

import java.security.SecureRandom;
import java.util.Base64;

/** New tokens: 256 random bits. */
final class Token {
    private static final int BYTES = 32;

    private Token() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return "fw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
