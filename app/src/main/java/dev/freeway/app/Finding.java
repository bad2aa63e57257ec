package dev.freeway.app;

import java.util.Locale;

/** What the doctor found. */
record Finding(String check, State state, String detail) {
    /** How it is. */
    enum State {
        OK,
        WARN,
        BAD;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String line() {
        return "%-5s %-10s %s".formatted(state.id(), check, detail);
    }
}
