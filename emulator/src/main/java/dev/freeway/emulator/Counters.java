package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stand-ins' counting without a wire: requests are described, not sent, and there is no answer
 * but how it would have been taken. For replaying long traces under a turned clock. Not
 * thread-safe.
 */
public final class Counters {
    private final Map<String, StandIn> standIns;
    private final Map<String, EmulatedAccount> accounts = new HashMap<>();

    /**
     * What would have been sent.
     *
     * @param key of the account
     * @param body as it would have been, but for its messages
     * @param inputTokens as its provider counts them (expected: ≥ 0)
     * @param outputTokensMax the answer's bound (expected: > 0)
     */
    public record Order(
            String provider,
            String key,
            String model,
            ObjectNode body,
            int inputTokens,
            int outputTokensMax) {}

    /** How it would have been taken. */
    public sealed interface Word {
        /** It was counted; its end is to be told to {@link #end}. */
        final class Taken implements Word {
            private final StandIn standIn;
            private final Visit visit;

            private Taken(StandIn standIn, Visit visit) {
                this.standIn = standIn;
                this.visit = visit;
            }
        }

        /**
         * It was refused and counted nowhere.
         *
         * @param headers as they would have been sent
         */
        record Refused(int status, Map<String, String> headers, String message) implements Word {
            public Refused {
                headers = Map.copyOf(headers);
            }

            /** For how long it asks to be left alone, if it says so. */
            public Optional<Duration> retryAfter() {
                return Optional.ofNullable(headers.get("retry-after"))
                        .map(seconds ->
                                Duration.ofMillis((long) (1000 * Double.parseDouble(seconds))));
            }
        }
    }

    /** Of every stand-in that counts requests one by one. */
    public Counters(EmulatorWorld world) {
        standIns =
                StandIns.known().stream()
                        .collect(Collectors.toMap(StandIn::id, Function.identity()));
        world.accounts()
                .forEach(account -> accounts.put(account.provider() + account.key(), account));
    }

    /** Asks for an answer. */
    public Word ask(Order order, Instant now) {
        StandIn standIn = standIns.get(order.provider());
        EmulatedAccount account = accounts.get(order.provider() + order.key());
        if (standIn == null || account == null) {
            throw new IllegalArgumentException(
                    "provider: " + order.provider() + " (expected: one with an account here)");
        }
        Optional<Refusal> closed = standIn.closed(now);
        if (closed.isPresent()) {
            return refused(closed.get());
        }
        if (!standIn.knows(order.model(), now)) {
            return refused(standIn.unknownModel(order.model()));
        }
        int most =
                Math.min(order.outputTokensMax(), standIn.outputTokensMax(account, order.model()));
        Visit visit =
                new Visit(
                        account,
                        Kind.CHAT,
                        order.model(),
                        order.body(),
                        order.inputTokens(),
                        most,
                        now);
        Optional<Refusal> refusal = standIn.admit(visit);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        return new Word.Taken(standIn, visit);
    }

    private static Word refused(Refusal refusal) {
        return new Word.Refused(refusal.status(), refusal.headers(), refusal.body().toString());
    }

    /** The headers that its answer begins with. */
    public Map<String, String> headers(Word.Taken taken) {
        return taken.standIn.headers(taken.visit);
    }

    /**
     * The answer is over; it had that many tokens.
     *
     * @return micro-dollars charged to the account's owner
     */
    public long end(Word.Taken taken, int outputTokens, Instant now) {
        taken.standIn.ended(taken.visit, outputTokens, now);
        return taken.standIn.bill(taken.visit, outputTokens);
    }
}
