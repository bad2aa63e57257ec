package dev.freeway.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of Replicate's models; the prices are assumed.
 *
 * @param collected when it is in the collection {@code try-for-free}
 * @param price of text
 * @param imageMicroDollars of each picture; 0: it writes text
 */
record ReplicateModel(
        String owner, String name, Collected collected, Price price, long imageMicroDollars) {
    private static final Price NONE = new Price(0, 0);

    /** The collection rotates; here once, on a day that is assumed. */
    private static final Instant ROTATED = Instant.parse("2027-01-01T00:00:00Z");

    private enum Collected {
        NEVER,
        BEFORE,
        SINCE,
        ALWAYS
    }

    static Map<String, ReplicateModel> all() {
        Map<String, ReplicateModel> all = new LinkedHashMap<>();
        for (ReplicateModel model :
                List.of(
                        new ReplicateModel(
                                "meta",
                                "meta-llama-3-8b-instruct",
                                Collected.BEFORE,
                                new Price(0.05, 0.25),
                                0),
                        new ReplicateModel(
                                "meta",
                                "meta-llama-3-70b-instruct",
                                Collected.SINCE,
                                new Price(0.65, 2.75),
                                0),
                        new ReplicateModel(
                                "black-forest-labs", "flux-schnell", Collected.ALWAYS, NONE, 3_000),
                        new ReplicateModel("stability-ai", "sdxl", Collected.NEVER, NONE, 5_000))) {
            all.put(model.id(), model);
        }
        return all;
    }

    /** Whether it is in the collection at {@code now}. */
    boolean free(Instant now) {
        return switch (collected) {
            case NEVER -> false;
            case BEFORE -> now.isBefore(ROTATED);
            case SINCE -> !now.isBefore(ROTATED);
            case ALWAYS -> true;
        };
    }

    String id() {
        return owner + "/" + name;
    }

    boolean paints() {
        return imageMicroDollars > 0;
    }

    /** The id of its only version. */
    String version() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(id().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** In micro-dollars, of a run that wrote {@code output} tokens or painted so many pictures. */
    long cost(int input, int output) {
        return paints() ? imageMicroDollars * output : price.of(input, output);
    }
}
