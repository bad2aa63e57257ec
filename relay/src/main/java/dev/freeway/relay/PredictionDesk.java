package dev.freeway.relay;

import dev.freeway.core.fault.Fault;
import java.util.Optional;

/**
 * The way back to a prediction that was made: nothing is reserved for it. Every method waits for
 * its provider, so it is called on a virtual thread. Thread-safe.
 */
public interface PredictionDesk {
    /** The prediction as it is now. */
    Shown show(Predictions.Maker maker);

    /** Ends it, if it goes on. */
    Shown cancel(Predictions.Maker maker);

    /**
     * Passes its events on until its end, or until the client goes away.
     *
     * @return what went wrong, if anything did
     */
    Optional<Fault> stream(Predictions.Maker maker, Events events);

    /** What a provider said of a prediction. */
    sealed interface Shown {
        /**
         * It is there.
         *
         * @param json as its provider has it; not to be changed
         */
        record Prediction(byte[] json) implements Shown {}

        /** Its provider, or our account with it, is no longer to be asked for it. */
        record Gone() implements Shown {}

        record Failed(Fault fault) implements Shown {}
    }

    /** Where events go: the client's side. Called on one event loop. */
    interface Events {
        /** They are coming. */
        void begin();

        /**
         * Passes bytes on.
         *
         * @return false when the client is slower than we: stop until drained
         */
        boolean write(byte[] bytes);

        /** Runs {@code resume} when what was written has gone out. */
        void onDrain(Runnable resume);

        /** Runs {@code stop} once, if the client goes away before the end. */
        void onHangUp(Runnable stop);
    }
}
