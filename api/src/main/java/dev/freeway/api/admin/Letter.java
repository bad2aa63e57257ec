package dev.freeway.api.admin;

/**
 * A body as it came, byte for byte, and what was signed of it.
 *
 * @param signature empty where there was none
 */
public record Letter(byte[] body, String signature) {
    /** Of routes whose body is read otherwise. */
    public static final Letter NONE = new Letter(new byte[0], "");
}
