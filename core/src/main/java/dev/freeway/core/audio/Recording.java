package dev.freeway.core.audio;

/**
 * A sound file as it was uploaded. Immutable.
 *
 * @param name by whose ending providers tell what it is, as {@code talk.mp3}
 * @param bytes of the file; not to be changed
 */
public record Recording(String name, byte[] bytes) {}
