package dev.freeway.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long answers are, from those seen: by who asks and how long the prompt is, as far as enough
 * of the same have been seen, else by less. Not thread-safe.
 */
final class Lengths {
    /** The kind of the traits it is kept as. */
    static final String TRAIT = "output_tokens";

    private static final int TRAITS_MAX = 1_000;
    private static final int KEPT_MAX = 4_096;
    private static final double FIRST_GUESS = 300;
    private static final double WORTH_OF_GUESS = 8;
    private static final double FORGETS = 0.01;

    private Mean all = new Mean();
    private final Map<Like, Mean> alike =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Like, Mean> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /** Requests that resemble each other: half a power of two of input tokens is a size. */
    private record Like(String member, int size) {
        static final String ANYBODY = "";
        static final int ANY = -1;
        static final Like ALL = new Like(ANYBODY, ANY);

        static int size(long inputTokens) {
            return (int) (2 * Math.log((double) Math.max(1, inputTokens)) / Math.log(2));
        }
    }

    private static final class Mean {
        private double count;
        private double value;

        Mean() {}

        Mean(Trait kept) {
            count = kept.seen();
            value = kept.mean();
        }

        Trait trait(Like like) {
            return new Trait(TRAIT, like.member(), like.size(), count, value);
        }

        void add(double seen) {
            count++;
            value += Math.max(1 / count, FORGETS) * (seen - value);
        }

        double or(double guess) {
            double known = Math.min(count, 1 / FORGETS);
            return (known * value + WORTH_OF_GUESS * guess) / (known + WORTH_OF_GUESS);
        }
    }

    /** Those used last, to be kept. */
    List<Trait> traits() {
        List<Trait> traits = new ArrayList<>();
        traits.add(all.trait(Like.ALL));
        alike.entrySet().stream()
                .skip(Math.max(0, alike.size() - TRAITS_MAX))
                .map(entry -> entry.getValue().trait(entry.getKey()))
                .forEach(traits::add);
        return traits;
    }

    /** Goes on with one that was kept. */
    void learn(Trait kept) {
        Like like = new Like(kept.member(), kept.at());
        if (like.equals(Like.ALL)) {
            all = new Mean(kept);
        } else {
            alike.put(like, new Mean(kept));
        }
    }

    void forget() {
        all = new Mean();
        alike.clear();
    }

    void add(String member, long inputTokens, double outputTokens) {
        int size = Like.size(inputTokens);
        all.add(outputTokens);
        mean(new Like(Like.ANYBODY, size)).add(outputTokens);
        mean(new Like(member, Like.ANY)).add(outputTokens);
        mean(new Like(member, size)).add(outputTokens);
    }

    private Mean mean(Like like) {
        return alike.computeIfAbsent(like, _ -> new Mean());
    }

    /** Output tokens that an answer will likely have. */
    double expected(String member, long inputTokens) {
        int size = Like.size(inputTokens);
        double bySize = or(new Like(Like.ANYBODY, size), all.or(FIRST_GUESS));
        double byMember = or(new Like(member, Like.ANY), bySize);
        return or(new Like(member, size), byMember);
    }

    private double or(Like like, double guess) {
        Mean mean = alike.get(like);
        return mean == null ? guess : mean.or(guess);
    }
}
