package dev.freeway.cli;

/** Colour for a terminal that shows it; nothing for one that does not. */
enum Paint {
    NONE,
    ANSI;

    static Paint of(boolean color) {
        return color ? ANSI : NONE;
    }

    String bold(String words) {
        return paint("1", words);
    }

    String dim(String words) {
        return paint("2", words);
    }

    String red(String words) {
        return paint("31", words);
    }

    String yellow(String words) {
        return paint("33", words);
    }

    String green(String words) {
        return paint("32", words);
    }

    private String paint(String code, String words) {
        return this == NONE || words.isEmpty()
                ? words
                : "\u001b[" + code + "m" + words + "\u001b[0m";
    }

    /** Without the control characters by which a stranger's text could steer a terminal. */
    static String printable(String text) {
        return text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
