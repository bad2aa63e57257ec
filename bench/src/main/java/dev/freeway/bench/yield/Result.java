package dev.freeway.bench.yield;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What one policy made of a workload.
 *
 * @param bound what nobody could have served more than
 * @param refusals provoked, of them those after the first hour
 * @param waitMean seconds, of those served
 * @param decisionMicros each
 */
record Result(
        String policy,
        double bound,
        Refusals refusals,
        long microDollars,
        double waitMean,
        double decisionMicros,
        Split split) {
    private static final int MEMBERS = 10;
    private static final int[] SIZES = {300, 1_500, 6_000};

    /**
     * Refusals provoked.
     *
     * @param later those after the first hour
     */
    record Refusals(long all, long later) {}

    /** How many there were, and how many of them were served. */
    record Share(String of, long asked, long served) {}

    /**
     * Who was served.
     *
     * @param sizes by prompt tokens
     * @param members the largest first
     */
    record Split(Share all, List<Share> sizes, List<Share> members) {
        static Split of(List<Workload.Job> asked, List<Workload.Job> served) {
            List<Share> sizes = shares(asked, served, Split::size);
            sizes.sort(Comparator.comparingInt(share -> sizeNames().indexOf(share.of())));
            List<Share> members = shares(asked, served, Workload.Job::member);
            members.sort(Comparator.comparingLong(Share::asked).reversed());
            return new Split(
                    new Share("all", asked.size(), served.size()),
                    sizes,
                    members.subList(0, Math.min(MEMBERS, members.size())));
        }

        private static List<Share> shares(
                List<Workload.Job> asked,
                List<Workload.Job> served,
                Function<Workload.Job, String> name) {
            Map<String, long[]> counts = new LinkedHashMap<>();
            asked.forEach(job -> counts.computeIfAbsent(name.apply(job), _ -> new long[2])[0]++);
            served.forEach(job -> counts.computeIfAbsent(name.apply(job), _ -> new long[2])[1]++);
            List<Share> shares = new ArrayList<>();
            counts.forEach((of, count) -> shares.add(new Share(of, count[0], count[1])));
            return shares;
        }

        private static String size(Workload.Job job) {
            int of = 0;
            while (of < SIZES.length && job.input() > SIZES[of]) {
                of++;
            }
            return sizeNames().get(of);
        }

        private static List<String> sizeNames() {
            return List.of("<=300", "301-1500", "1501-6000", ">6000");
        }
    }

    double percentOfBound() {
        return bound > 0 ? 100.0 * split.all().served() / bound : 100;
    }

    /** One line of JSON. */
    ObjectNode json() {
        ObjectNode json =
                Json.object()
                        .put("policy", policy)
                        .put("requests", split.all().asked())
                        .put("bound", Math.round(bound))
                        .put("served", split.all().served())
                        .put("pct_of_bound", rounded(percentOfBound()))
                        .put("provoked_refusals", refusals.all())
                        .put("provoked_after_first_hour", refusals.later())
                        .put("micro_dollars", microDollars)
                        .put("wait_mean_s", rounded(waitMean))
                        .put("decision_us", rounded(decisionMicros));
        put(json.putArray("by_size"), "input_tokens", split.sizes());
        put(json.putArray("by_member"), "member", split.members());
        return json;
    }

    private static void put(ArrayNode list, String name, List<Share> shares) {
        for (Share share : shares) {
            list.addObject()
                    .put(name, share.of())
                    .put("asked", share.asked())
                    .put("served", share.served());
        }
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }

    /** For people: a line, and who was served. */
    String text() {
        return "%-13s served %,d of %,d, %.1f %% of the bound; refusals provoked %,d (%,d after the first hour); $%.2f; wait %.2f s; decision %.1f µs%n"
                        .formatted(
                                policy,
                                split.all().served(),
                                split.all().asked(),
                                percentOfBound(),
                                refusals.all(),
                                refusals.later(),
                                microDollars / 1e6,
                                waitMean,
                                decisionMicros)
                + line("by prompt tokens", split.sizes())
                + (split.members().size() > 1 ? line("by member", split.members()) : "");
    }

    private static String line(String what, List<Share> shares) {
        StringBuilder line = new StringBuilder("    ").append(what).append(':');
        for (Share share : shares) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            "  %s %.0f %%",
                            share.of(),
                            100.0 * share.served() / Math.max(1, share.asked())));
        }
        return line.append('\n').toString();
    }
}
