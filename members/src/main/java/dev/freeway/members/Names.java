package dev.freeway.members;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people, organisations and projects may be called. */
final class Names {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}");

    /** Leaves room for a number. */
    private static final int NEAR_MAX = 32;

    private Names() {}

    static boolean good(String name) {
        return FORM.matcher(name).matches();
    }

    /** One like that: of an address the part before host and tag. */
    static String near(String text) {
        String local = text.split("[@+]", 2)[0];
        String plain = Normalizer.normalize(local, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String name =
                plain.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String bounded = name.substring(0, Math.min(NEAR_MAX, name.length()));
        return bounded.isEmpty() ? "member" : bounded.replaceAll("-$", "");
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
