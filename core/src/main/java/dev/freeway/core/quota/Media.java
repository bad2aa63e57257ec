package dev.freeway.core.quota;

/**
 * What a request takes beside tokens.
 *
 * @param images pictures drawn (expected: ≥ 0)
 * @param tiles squares of 512 by 512 pixels in them, begun ones counted (expected: ≥ 0)
 * @param steps of diffusion over all of them (expected: ≥ 0)
 * @param audioMillis milliseconds of sound listened to (expected: ≥ 0)
 */
public record Media(long images, long tiles, long steps, long audioMillis) {
    /** Tokens only. */
    public static final Media NONE = new Media(0, 0, 0, 0);

    private static final long TILE_SIDE = 512;

    public Media {
        if (images < 0 || tiles < 0 || steps < 0 || audioMillis < 0) {
            throw new IllegalArgumentException(
                    "media: %d images, %d tiles, %d steps, %d ms of audio (expected: ≥ 0)"
                            .formatted(images, tiles, steps, audioMillis));
        }
    }

    /** Whether it takes nothing beside tokens. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** So many pictures of that many pixels, each drawn in {@code steps} steps. */
    public static Media pictures(long count, long width, long height, long steps) {
        long tiles = Math.ceilDiv(width, TILE_SIDE) * Math.ceilDiv(height, TILE_SIDE);
        return new Media(count, count * tiles, count * steps, 0);
    }

    /** Sound that lasts so many milliseconds. */
    public static Media audio(long millis) {
        return new Media(0, 0, 0, millis);
    }
}
