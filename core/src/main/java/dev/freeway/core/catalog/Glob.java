package dev.freeway.core.catalog;

/** Patterns of model ids: {@code *} stands for any characters, everything else for itself. */
public final class Glob {
    private Glob() {}

    /** Whether all of {@code text} is as the pattern says. */
    public static boolean matches(String glob, String text) {
        if (glob.equals("*")) {
            return true;
        }
        String[] parts = glob.split("\\*", -1);
        if (parts.length == 1) {
            return glob.equals(text);
        }
        int at = parts[0].length();
        String last = parts[parts.length - 1];
        if (!text.startsWith(parts[0]) || text.length() < at + last.length()) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return text.length() - last.length() >= at && text.endsWith(last);
    }
}
