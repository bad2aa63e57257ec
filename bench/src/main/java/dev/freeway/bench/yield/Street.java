package dev.freeway.bench.yield;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.emulator.Counters;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.provider.Heard;
import dev.freeway.relay.Learner;
import dev.freeway.relay.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** The providers of a world, as their stand-ins count. Used by one thread. */
final class Street {
    private static final Duration COOLING = Duration.ofMinutes(1);
    private static final Duration FIRST = Duration.ofHours(1);

    /** How long a provider takes to the first of an answer. */
    static final Duration THINKS = Duration.ofMillis(300);

    private final World world;
    private final Beliefs beliefs;
    private final Counters counters;
    private Optional<Consumer<List<Reading>>> listener = Optional.empty();
    private long refused;
    private long refusedLater;
    private long billedMicroDollars;

    Street(World world, Beliefs beliefs) {
        this.world = world;
        this.beliefs = beliefs;
        counters = new Counters(new EmulatorWorld(world::start, 1, 0, world.accounts()));
    }

    World world() {
        return world;
    }

    /**
     * The offers as they look to who plays.
     *
     * @param learned how large a limit has proved to be
     */
    List<Offer> offers(Function<CounterKey, OptionalLong> learned) {
        return beliefs.offers(learned);
    }

    /** Who is told from now on what the providers say of their limits: a {@link Learner}. */
    void tell(Consumer<List<Reading>> whom) {
        listener = Optional.of(whom);
    }

    /** Refusals that the player provoked. */
    Result.Refusals refusals() {
        return new Result.Refusals(refused, refusedLater);
    }

    /** Charged to the player's accounts. */
    long billedMicroDollars() {
        return billedMicroDollars;
    }

    /** What a provider says to a request. */
    sealed interface Word {
        /** It answers. */
        final class Taken implements Word {
            private final Street street;
            private final Counters.Word.Taken taken;
            private final int output;
            private final Duration busy;

            private Taken(Street street, Counters.Word.Taken taken, int output, Duration busy) {
                this.street = street;
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
                street.billedMicroDollars += street.counters.end(taken, output, now);
            }
        }

        /** It does not; it may be asked again then. */
        record No(Instant again) implements Word {}
    }

    /** Sends a job to an offer. */
    Word ask(Offer offer, Workload.Job job, Instant now) {
        return switch (counters.ask(order(offer, job), now)) {
            case Counters.Word.Taken taken -> {
                listener.ifPresent(whom ->
                        whom.accept(Heard.inHead(offer, job.needs(), counters.headers(taken))));
                yield taken(offer, job, taken);
            }
            case Counters.Word.Refused no -> {
                refused++;
                refusedLater += now.isBefore(world.start().plus(FIRST)) ? 0 : 1;
                Optional<Instant> again =
                        listener.flatMap(whom -> {
                            whom.accept(Heard.inHead(offer, job.needs(), no.headers()));
                            whom.accept(Heard.inRefusal(offer, job.needs(), no.message()));
                            return Heard.again(no.status(), no.headers(), no.message(), now);
                        });
                yield new Word.No(again.orElse(now.plus(no.retryAfter().orElse(COOLING))));
            }
        };
    }

    /** The same for somebody who shares the account. */
    Optional<Word.Taken> asForeigner(Offer offer, Workload.Job job, Instant now) {
        return counters.ask(order(offer, job), now) instanceof Counters.Word.Taken taken
                ? Optional.of(taken(offer, job, taken))
                : Optional.empty();
    }

    private Word.Taken taken(Offer offer, Workload.Job job, Counters.Word.Taken taken) {
        int output = (int) Math.min(job.output(), offer.model().outputTokensDefault());
        long millis = 1000L * output / Math.max(1, offer.model().merit().tokensPerSecond());
        return new Word.Taken(this, taken, output, THINKS.plusMillis(millis));
    }

    private static Counters.Order order(Offer offer, Workload.Job job) {
        int most = (int) offer.model().outputTokensDefault();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("max_tokens", most);
        body.put("max_completion_tokens", most);
        if (job.needs().contains(Ability.TOOLS)) {
            body.putArray("tools").addObject().put("type", "function");
        }
        return new Counters.Order(
                offer.account().provider().id(),
                offer.account().key().reveal(),
                offer.model().id(),
                body,
                job.input(),
                most);
    }
}
