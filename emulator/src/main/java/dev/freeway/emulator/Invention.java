package dev.freeway.emulator;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A provider that speaks OpenAI's wire, described plainly enough for a stand-in to be made of it.
 *
 * @param key the one credential it knows
 * @param paths whole paths by what is asked for there: {@code chat}, {@code completions}, {@code
 *     embeddings}, {@code images}, {@code transcriptions}, {@code translations}
 */
public record Invention(String id, String key, Map<String, String> paths, List<Model> models) {
    public Invention {
        paths = Map.copyOf(paths);
        models = List.copyOf(models);
    }

    /**
     * One of its models.
     *
     * @param outputTokensMax of one answer
     * @param tokensPerSecond pace of output
     * @param prices by the meters that only a price can count: {@code micro_dollars}, ...
     * @param chargedFor what a request must need to cost money: {@code vision}, {@code tools},
     *     {@code json}, or a kind of answer; nothing: every request does
     */
    public record Model(
            String id,
            int outputTokensMax,
            int tokensPerSecond,
            Map<String, Tariff> prices,
            List<Limit> limits,
            List<Set<String>> chargedFor) {
        public Model {
            prices = Map.copyOf(prices);
            limits = List.copyOf(limits);
            chargedFor = chargedFor.stream().map(Set::copyOf).toList();
        }
    }

    /**
     * What a request costs, in units of a meter.
     *
     * @param input for a million tokens, and so {@code output}
     * @param audioMinute for a minute of a recording
     */
    public record Tariff(long request, long input, long output, long image, long audioMinute) {}

    /**
     * Something that can run out.
     *
     * @param meter what it counts: {@code requests}, {@code total_tokens}, ...
     * @param subject what it counts apart: a model, a tier, or {@code *} for the account
     * @param holds whether the most a request could take must fit; else anything left is enough
     */
    public record Limit(String id, String meter, String subject, Shape shape, boolean holds) {}

    /** How it runs out and comes back. Amounts are units of the meter. */
    public sealed interface Shape {
        /** Drains by {@code refill} in a {@code period}. */
        record Bucket(long amount, long refill, Duration period) implements Shape {}

        /** Each use counts for one period. */
        record Rolling(long amount, Duration period) implements Shape {}

        /** A period begins with the first use after the last one ended. */
        record FirstUse(long amount, Duration period) implements Shape {}

        /** By the zone's calendar. */
        record Calendar(long amount, Piece piece, ZoneId zone) implements Shape {}

        /** Given once. */
        record Pot(long amount) implements Shape {}

        /** So many at a time. */
        record Slots(long amount) implements Shape {}

        /** The most one request may take. */
        record Cap(long amount) implements Shape {}
    }

    /** Of a calendar; a week begins on Monday. */
    public enum Piece {
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH
    }
}
