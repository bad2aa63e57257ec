package dev.freeway.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are anybody's on the internet, by IANA's registries of special-purpose addresses
 * (iana.org/assignments/iana-ipv4-special-registry, iana-ipv6-special-registry; 2026-11).
 */
final class PublicAddress {
    /** Private, shared by carriers, loopback, link-local, documentation, multicast, reserved. */
    private static final List<Block> SPECIAL_V4 =
            blocks(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4");

    /** All that was ever given out to be reached; forms that hold an IPv4 address lie outside. */
    private static final Block GLOBAL_V6 = Block.of("2000::/3");

    /** Protocols' own (Teredo), documentation, 6to4. */
    private static final List<Block> SPECIAL_V6 =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean v6 = bytes.length == 16;
        List<Block> special = v6 ? SPECIAL_V6 : SPECIAL_V4;
        return (!v6 || GLOBAL_V6.holds(bytes)) && special.stream().noneMatch(b -> b.holds(bytes));
    }

    /** The addresses that begin with those bits. */
    private record Block(List<Byte> start, int bits) {
        static Block of(String text) {
            String[] parts = text.split("/", 2);
            List<Byte> start = new java.util.ArrayList<>();
            for (byte one : InetAddress.ofLiteral(parts[0]).getAddress()) {
                start.add(one);
            }
            return new Block(List.copyOf(start), Integer.parseInt(parts[1]));
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((address[bit / Byte.SIZE] ^ start.get(bit / Byte.SIZE)) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
