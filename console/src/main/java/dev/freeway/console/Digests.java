package dev.freeway.console;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** What files are known by. */
final class Digests {
    private static final int SHOWN_BYTES = 8;

    private Digests() {}

    /** Short, for addresses and tags. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes), 0, SHOWN_BYTES);
    }

    /** As a policy names a script that stands in the page. */
    static String source(byte[] bytes) {
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(bytes)) + "'";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
