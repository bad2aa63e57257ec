package dev.freeway.members;

/** Names with {@code *} for any characters, none among them. Capitals do not matter. */
final class Glob {
    private Glob() {}

    /** In time of the product of both lengths at worst: nothing is tried twice. */
    static boolean matches(String glob, String text) {
        int from = 0;
        int at = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (from < glob.length() && glob.charAt(from) == '*') {
                star = from++;
                resume = at;
            } else if (from < glob.length() && same(glob.charAt(from), text.charAt(at))) {
                from++;
                at++;
            } else if (star >= 0) {
                from = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return glob.substring(from).chars().allMatch(c -> c == '*');
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
