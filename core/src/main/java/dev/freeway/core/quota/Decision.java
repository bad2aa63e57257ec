package dev.freeway.core.quota;

import java.time.Instant;
import java.util.List;

/** Whether a claim fits. */
public sealed interface Decision {
    /** It fits; this is to be held. */
    record Fits(List<Take> takes) implements Decision {
        public Fits {
            takes = List.copyOf(takes);
        }
    }

    /**
     * It does not fit.
     *
     * @param draw the one that must wait longest
     * @param room units it had left
     * @param fitsAt when it would fit; {@link Instant#MAX} for never
     */
    record Lacks(Draw draw, long room, Instant fitsAt) implements Decision {}
}
