package dev.freeway.members;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Makes the text of tokens and codes: a prefix, 256 random bits and a checksum, as GitHub's tokens
 * have one (github.blog, "Behind GitHub's new authentication token formats", 2021-04).
 */
public final class Mint {
    /** Of tokens. */
    public static final String TOKEN = "fw_";

    /** Of the code that makes the first operator. */
    public static final String SETUP = "fws_";

    /** Of the code of an invitation. */
    public static final String INVITATION = "fwi_";

    /** How many of its first characters are shown of a token. */
    public static final int SHOWN = 7;

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final Pattern OURS =
            Pattern.compile("fw[a-z]?_[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECK_DIGITS) + "}");

    private Mint() {}

    /**
     * A new text.
     *
     * @param random a secure one
     */
    public static String fresh(String prefix, RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String text = prefix + digits(new BigInteger(1, bytes), RANDOM_DIGITS);
        return text + check(text);
    }

    /** Whether it has the form of our texts, but not the checksum: somebody mistyped it. */
    public static boolean mistyped(String text) {
        if (!OURS.matcher(text).matches()) {
            return false;
        }
        int end = text.length() - CHECK_DIGITS;
        return !text.substring(end).equals(check(text.substring(0, end)));
    }

    /** SHA-256 in hexadecimal digits: 256 random bits need no slower hash. */
    public static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String check(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return digits(BigInteger.valueOf(sum.getValue()), CHECK_DIGITS);
    }

    private static String digits(BigInteger number, int length) {
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        StringBuilder digits = new StringBuilder(length);
        BigInteger rest = number;
        for (int i = 0; i < length; i++) {
            BigInteger[] both = rest.divideAndRemainder(base);
            digits.append(DIGITS.charAt(both[1].intValue()));
            rest = both[0];
        }
        return digits.reverse().toString();
    }
}
