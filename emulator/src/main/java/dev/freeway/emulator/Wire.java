package dev.freeway.emulator;

import java.util.Optional;

/** A way to put requests: which paths it has, and what a body asks for. Thread-safe. */
interface Wire {
    /** Empty where the path is none of this wire's. */
    Optional<Reading> read(Incoming call);
}
