package dev.freeway.relay;

/** Remembers what became of every request. Thread-safe. */
public interface Journal {
    /** Writes it down soon; never blocks. */
    void record(Activity activity);
}
