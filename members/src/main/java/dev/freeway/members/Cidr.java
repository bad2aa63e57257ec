package dev.freeway.members;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network of addresses, as {@code 10.0.0.0/8}; one address is a network of its own. */
final class Cidr {
    /** Four decimal numbers, or with colons; the JDK reads more, such as 10.1 and 0x7f.1. */
    private static final Pattern FORM =
            Pattern.compile(
                    "((?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]{1,45})(?:/(\\d{1,3}))?");

    private final byte[] address;
    private final int bits;

    private Cidr(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * The network of that text; no name is looked up.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Cidr of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw bad(text);
        }
        byte[] address = literal(form.group(1), text);
        int all = address.length * Byte.SIZE;
        int bits = form.group(2) == null ? all : Integer.parseInt(form.group(2));
        if (bits > all) {
            throw bad(text);
        }
        return new Cidr(address, bits);
    }

    private static byte[] literal(String address, String text) {
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException _) {
            throw bad(text);
        }
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException(
                "networks: '%s' (expected: a network such as 10.0.0.0/8)".formatted(text));
    }

    boolean holds(String other) {
        try {
            return holds(of(other.replaceAll("%.*", "")));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    boolean holds(Cidr other) {
        if (other.address.length != address.length || other.bits < bits) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (at(address, bit) != at(other.address, bit)) {
                return false;
            }
        }
        return true;
    }

    private static int at(byte[] bytes, int bit) {
        return bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1;
    }
}
