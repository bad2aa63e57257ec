package dev.freeway.cli;

/** Somebody who types, and may interrupt. */
interface Keyboard {
    /** What was typed: a line, or an end of it all. */
    sealed interface Typed {}

    /** A line, whole. */
    record Line(String text) implements Typed {}

    /** Ctrl-C: this line is not meant. */
    record Dropped() implements Typed {}

    /** Ctrl-D: enough. */
    record Ended() implements Typed {}

    /** Waits for the next line. */
    Typed next(String prompt);

    /** Works; Ctrl-C interrupts the thread. Answers whether that happened. */
    boolean interruptibly(Runnable work);
}
