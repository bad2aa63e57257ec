package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that were asked for. Thread-safe. */
final class Faults {
    private final List<Asked> asked = new ArrayList<>();

    private static final class Asked {
        private final String provider;
        private final Fault fault;
        private long times;

        Asked(String provider, Fault fault, long times) {
            this.provider = provider;
            this.fault = fault;
            this.times = times;
        }
    }

    /** Says what is wrong with the wish, if anything. */
    synchronized Optional<String> ask(JsonNode wish) {
        String name = wish.path("fault").asText("");
        Optional<Fault> fault = Fault.named(name);
        if (fault.isEmpty()) {
            List<String> names = java.util.stream.Stream.of(Fault.values()).map(Fault::id).toList();
            return Optional.of("fault: '%s' (expected: one of %s)".formatted(name, names));
        }
        asked.add(
                new Asked(
                        wish.path("provider").asText("*"),
                        fault.get(),
                        wish.path("times").asLong(Long.MAX_VALUE)));
        return Optional.empty();
    }

    synchronized void clear() {
        asked.clear();
    }

    /** The fault for this request, which is then used up once. */
    synchronized Optional<Fault> next(String provider) {
        for (Asked one : asked) {
            if (one.times > 0 && (one.provider.equals("*") || one.provider.equals(provider))) {
                one.times--;
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }

    synchronized ArrayNode list() {
        ArrayNode list = Json.array();
        for (Asked one : asked) {
            list.addObject()
                    .put("provider", one.provider)
                    .put("fault", one.fault.id())
                    .put("times", one.times);
        }
        return list;
    }
}
