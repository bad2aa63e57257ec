package dev.freeway.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A wire that is spoken only where the operator asks for it. */
public enum SideDoor {
    OLLAMA("Ollama's API");

    private final String title;

    SideDoor(String title) {
        this.title = title;
    }

    /** Its name in the configuration. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The door of that name, if there is one. */
    public static Optional<SideDoor> of(String id) {
        return Arrays.stream(values()).filter(door -> door.id().equals(id)).findFirst();
    }

    Problem closed(String path) {
        return Problem.of(
                404,
                Problem.INVALID,
                "door_closed",
                ("%s is %s, which is switched off here. Switch it on with 'doors: [%s]' in the"
                                + " configuration file, or 'freeway demo --doors %s'.")
                        .formatted(path, title, id(), id()));
    }
}
