package dev.freeway.app;

import dev.freeway.members.Mint;
import java.security.SecureRandom;

/** New tokens for the configuration file. */
final class Token {
    private Token() {}

    static String fresh() {
        return Mint.fresh(Mint.TOKEN, new SecureRandom());
    }
}
