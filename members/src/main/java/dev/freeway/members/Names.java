package dev.freeway.members;

import java.util.regex.Pattern;

/** What people, organisations and projects may be called. */
final class Names {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}");

    private Names() {}

    static boolean good(String name) {
        return FORM.matcher(name).matches();
    }

    static void check(String field, String name) {
        if (!good(name)) {
            throw new IllegalArgumentException(wrong(field, name));
        }
    }

    static String wrong(String field, String name) {
        return "%s: '%s' (expected: 1 to 39 of a-z, 0-9 and -, the - not first)"
                .formatted(field, name);
    }
}
