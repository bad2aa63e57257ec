package dev.freeway.provider;

import dev.freeway.core.fault.Fault;

/** What is asked cannot be put into a provider's wire. */
final class Unspeakable extends Exception {
    private static final long serialVersionUID = 1;
    private static final int FOUND_MAX = 80;

    private final transient Fault fault;

    private Unspeakable(Fault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    /** The request is wrong, whoever is asked. */
    static Unspeakable wrong(String where, Object found, String expected) {
        String detail = detail(where, found, expected);
        return new Unspeakable(new Fault.Rejected(400, detail, "invalid_value"));
    }

    /** This provider cannot; another may. */
    static Unspeakable here(String where, Object found, String expected) {
        return new Unspeakable(new Fault.Unfit(detail(where, found, expected)));
    }

    private static String detail(String where, Object found, String expected) {
        String text = found.toString();
        String shown = text.length() > FOUND_MAX ? text.substring(0, FOUND_MAX) + "..." : text;
        String said = shown.isEmpty() ? "missing" : shown;
        return "%s: %s (expected: %s)".formatted(where, said, expected);
    }

    Fault fault() {
        return fault;
    }
}
