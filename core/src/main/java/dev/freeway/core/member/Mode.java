package dev.freeway.core.member;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a request may take what later ones would put to better use. */
public enum Mode {
    /** Nothing is refused while something that is free fits it. */
    SERVE_NOW,
    /** It goes or waits where what it takes is worth more to those still to come. */
    MAKE_IT_LAST;

    /** The name in configuration and headers: {@code serve-now}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The mode of that name. */
    public static Optional<Mode> of(String id) {
        return Stream.of(values()).filter(mode -> mode.id().equals(id)).findFirst();
    }
}
