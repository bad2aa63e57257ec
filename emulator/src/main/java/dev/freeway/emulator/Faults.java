package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The faults that were asked for. Thread-safe. */
final class Faults {
    private static final String ANY = "*";
    private static final int AFTER_CHUNKS = 3;
    private static final int STATUS = 502;

    private final List<Asked> asked = new ArrayList<>();

    /**
     * A fault that was wished for.
     *
     * @param provider whose, or {@code *}
     * @param model of which requests, or {@code *}
     * @param afterChunks how many pieces are said before it, where it strikes in the answer
     * @param status that a server error has
     */
    record Wish(String provider, String model, Fault fault, int afterChunks, int status) {
        private boolean sameAs(Wish other) {
            return provider.equals(other.provider)
                    && model.equals(other.model)
                    && fault == other.fault;
        }

        private boolean meets(String provider, String model) {
            return Set.of(ANY, provider).contains(this.provider)
                    && Set.of(ANY, model).contains(this.model);
        }
    }

    private static final class Asked {
        private final Wish wish;
        private long times;

        Asked(Wish wish, long times) {
            this.wish = wish;
            this.times = times;
        }
    }

    /** Takes a wish, in place of one of the same kind; or says what is wrong with it. */
    synchronized Optional<String> ask(JsonNode wish, List<String> providers) {
        Optional<String> wrong = wrong(wish, providers);
        if (wrong.isEmpty()) {
            Wish read =
                    new Wish(
                            wish.path("provider").asText(ANY),
                            wish.path("model").asText(ANY),
                            Fault.named(wish.path("fault").asText()).orElseThrow(),
                            wish.path("after_chunks").asInt(AFTER_CHUNKS),
                            wish.path("status").asInt(STATUS));
            asked.removeIf(one -> one.wish.sameAs(read));
            asked.add(new Asked(read, wish.path("times").asLong(Long.MAX_VALUE)));
        }
        return wrong;
    }

    private static Optional<String> wrong(JsonNode wish, List<String> providers) {
        String name = wish.path("fault").asText("");
        String provider = wish.path("provider").asText(ANY);
        if (Fault.named(name).isEmpty()) {
            List<String> names = Stream.of(Fault.values()).map(Fault::id).toList();
            return Optional.of("fault: '%s' (expected: one of %s)".formatted(name, names));
        }
        if (!provider.equals(ANY) && !providers.contains(provider)) {
            return Optional.of(
                    "provider: '%s' (expected: * or one of %s)".formatted(provider, providers));
        }
        return Stream.of(
                        outside(wish, "times", 0, Long.MAX_VALUE),
                        outside(wish, "after_chunks", 0, 100_000),
                        outside(wish, "status", 500, 599))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> outside(JsonNode wish, String field, long least, long most) {
        JsonNode value = wish.path(field);
        boolean fine =
                value.isMissingNode()
                        || (value.isIntegralNumber()
                                && value.asLong() >= least
                                && value.asLong() <= most);
        return fine
                ? Optional.empty()
                : Optional.of("%s: %s (expected: %d to %d)".formatted(field, value, least, most));
    }

    synchronized void clear() {
        asked.clear();
    }

    /** The fault for this request, which is then used up once. */
    synchronized Optional<Wish> next(String provider, String model) {
        for (Asked one : asked) {
            if (one.times > 0 && one.wish.meets(provider, model)) {
                one.times--;
                return Optional.of(one.wish);
            }
        }
        return Optional.empty();
    }

    synchronized ArrayNode list() {
        ArrayNode list = Json.array();
        for (Asked one : asked) {
            ObjectNode told = list.addObject();
            told.put("provider", one.wish.provider())
                    .put("model", one.wish.model())
                    .put("fault", one.wish.fault().id())
                    .put("times", one.times)
                    .put("after_chunks", one.wish.afterChunks())
                    .put("status", one.wish.status());
        }
        return list;
    }
}
