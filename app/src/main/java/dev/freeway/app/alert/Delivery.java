package dev.freeway.app.alert;

import dev.freeway.members.Alert;
import dev.freeway.wire.Outpost;
import dev.freeway.wire.Outpost.Refused;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message on its way.
 *
 * @param id the same at each try
 * @param due when it is tried next
 * @param failed how often it was in vain
 */
record Delivery(Alert alert, String id, byte[] body, Instant due, int failed) {
    /** How long after a failure it is tried again; after one more it is given up. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** Tries, and returns what is left to do, if anything. */
    Optional<Delivery> send(Outpost outpost, boolean inside, Instant now) {
        try {
            int status =
                    outpost.post(
                            URI.create(alert.to()),
                            Signature.headers(id, now, body, alert.secret()),
                            body,
                            inside);
            return status / 100 == 2 ? Optional.empty() : later(now);
        } catch (Refused _) {
            return Optional.empty();
        } catch (IOException _) {
            return later(now);
        }
    }

    private Optional<Delivery> later(Instant now) {
        return failed == PAUSES.size()
                ? Optional.empty()
                : Optional.of(
                        new Delivery(alert, id, body, now.plus(PAUSES.get(failed)), failed + 1));
    }
}
