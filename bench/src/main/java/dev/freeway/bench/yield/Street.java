package dev.freeway.bench.yield;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.emulator.Counters;
import dev.freeway.emulator.EmulatorWorld;
import java.time.Duration;
import java.time.Instant;

/** The providers of a world, as their stand-ins count. Used by one thread. */
final class Street {
    private static final Duration COOLING = Duration.ofMinutes(1);
    private static final int THINKS_MILLIS = 300;

    private final World world;
    private final Counters counters;

    Street(World world) {
        this.world = world;
        counters = new Counters(new EmulatorWorld(world::start, 1, 0, world.accounts()));
    }

    World world() {
        return world;
    }

    Counters counters() {
        return counters;
    }

    /** What a provider says to a request. */
    sealed interface Word {
        /** It answers. */
        final class Taken implements Word {
            private final Counters counters;
            private final Counters.Word.Taken taken;
            private final int output;
            private final Duration busy;

            private Taken(Counters counters, Counters.Word.Taken taken, int output, Duration busy) {
                this.counters = counters;
                this.taken = taken;
                this.output = output;
                this.busy = busy;
            }

            int output() {
                return output;
            }

            Duration busy() {
                return busy;
            }

            void end(Instant now) {
                counters.end(taken, output, now);
            }
        }

        /** It does not; it may be asked again then. */
        record No(Instant again) implements Word {}
    }

    /** Sends a job to an offer. */
    Word ask(Offer offer, Workload.Job job, Instant now) {
        int most = (int) offer.model().outputTokensDefault();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("max_tokens", most);
        body.put("max_completion_tokens", most);
        if (job.needs().contains(Ability.TOOLS)) {
            body.putArray("tools").addObject().put("type", "function");
        }
        Counters.Order order =
                new Counters.Order(
                        offer.account().provider().id(),
                        offer.account().key().reveal(),
                        offer.model().id(),
                        body,
                        job.input(),
                        most);
        return switch (counters.ask(order, now)) {
            case Counters.Word.Taken taken -> {
                int output = Math.min(job.output(), most);
                long millis = 1000L * output / Math.max(1, offer.model().merit().tokensPerSecond());
                yield new Word.Taken(
                        counters, taken, output, Duration.ofMillis(THINKS_MILLIS + millis));
            }
            case Counters.Word.Refused refused ->
                    new Word.No(now.plus(refused.retryAfter().orElse(COOLING)));
        };
    }
}
