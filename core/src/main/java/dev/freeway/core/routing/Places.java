package dev.freeway.core.routing;

import java.util.Arrays;

/**
 * Places by their scores, least first; only as many are put in order as are looked at. A place is
 * the low bits of what orders it: there are no objects to sort. Used by one thread.
 */
final class Places {
    /** So many places at most, and scores that agree to 36 bits count as the same. */
    private static final long PLACE = 0xFFF;

    /** Above every score. */
    private static final long TIER = 1L << 60;

    /** The tier in the middle, so that as many fit above as below. */
    private static final int MIDDLE = 3;

    /** As many are picked one by one before the rest is sorted. */
    private static final int PICKED = 8;

    private final long[] keys;
    private int size;

    /** So many of the first keys are in order. */
    private int ordered;

    Places(int most) {
        keys = new long[most];
    }

    /**
     * Adds the next place; before any is looked at.
     *
     * @param tier 0 to 5; it comes after all of a lower one
     */
    void add(double score, int tier) {
        long bits = Double.doubleToRawLongBits(score + 0.0);
        long ascending = (bits >= 0 ? bits : bits ^ Long.MAX_VALUE) >> 4;
        keys[size] = ((ascending + (tier - MIDDLE) * TIER) & ~PLACE) | size;
        size++;
    }

    int size() {
        return size;
    }

    /** The place that comes at that position. */
    int at(int position) {
        while (ordered <= position) {
            if (ordered < PICKED) {
                pick(ordered++);
            } else {
                Arrays.sort(keys, ordered, size);
                ordered = size;
            }
        }
        return (int) (keys[position] & PLACE);
    }

    /** Brings the least of the rest there. */
    private void pick(int position) {
        int least = position;
        for (int i = position + 1; i < size; i++) {
            least = keys[i] < keys[least] ? i : least;
        }
        long key = keys[least];
        keys[least] = keys[position];
        keys[position] = key;
    }
}
