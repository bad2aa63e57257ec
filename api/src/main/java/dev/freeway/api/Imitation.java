package dev.freeway.api;

import dev.freeway.core.member.Manner;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import dev.freeway.relay.Head;
import dev.freeway.relay.Outcome;
import dev.freeway.relay.Request;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells the limits of a plan as the provider would that it imitates; our own words stay beside. */
final class Imitation {
    private Imitation() {}

    /** The refusal in those words, where the plan has some for the limit that decided. */
    static Problem of(Problem ours, Outcome outcome, Request request, Instant now) {
        return lack(outcome)
                .flatMap(lack ->
                        request.member()
                                .plan()
                                .manner()
                                .refusal(lack.draw().key().limit())
                                .map(words -> told(ours, words, values(lack, request, now))))
                .orElse(ours);
    }

    private static Optional<Decision.Lacks> lack(Outcome outcome) {
        return outcome instanceof Outcome.Spent spent && !spent.lacks().isEmpty()
                ? Optional.of(Refusals.deciding(spent)).filter(lack -> granted(lack.draw().key()))
                : Optional.empty();
    }

    private static boolean granted(CounterKey key) {
        return key.provider().equals(CounterKey.GRANTED);
    }

    private static Problem told(Problem ours, Manner.Refusal words, Map<String, String> values) {
        String message = filled(words.message(), values);
        Map<String, String> more = new LinkedHashMap<>(ours.more());
        more.put("details", message);
        more.put("freeway", ours.message());
        Map<String, String> headers = new LinkedHashMap<>(ours.headers());
        words.headers().forEach((name, text) -> headers.put(name, filled(text, values)));
        return new Problem(
                words.status(), ours.type(), words.code(), message, ours.param(), more, headers);
    }

    private static Map<String, String> values(Decision.Lacks lack, Request request, Instant now) {
        String asked = request.ask().model();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("amount", Long.toString(lack.draw().limit().counter().amount()));
        values.put("needed", Long.toString(lack.draw().amount()));
        values.put("left", Long.toString(lack.room()));
        values.put("period", period(lack.draw().limit().counter()));
        values.put("model", asked.substring(asked.lastIndexOf('/') + 1));
        boolean comes = !lack.fitsAt().equals(Instant.MAX);
        values.put("seconds", comes ? Long.toString(Waits.seconds(now, lack.fitsAt())) : "0");
        return values;
    }

    private static String period(Counter counter) {
        return switch (counter) {
            case Window window -> window.period().toSeconds() + "s";
            case Undisclosed(Counter prior) -> period(prior);
            default -> "";
        };
    }

    /** What the imitated provider says with every answer. */
    static Map<String, String> headers(Head head, Instant now) {
        if (head.manner().headers().isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        head.standings().stream()
                .filter(standing -> granted(standing.key()))
                .forEach(standing -> put(values, standing, now));
        Map<String, String> headers = new LinkedHashMap<>();
        head.manner()
                .headers()
                .forEach((name, text) -> {
                    String value = filled(text, values);
                    if (value.indexOf('{') < 0) {
                        headers.put(name, value);
                    }
                });
        return headers;
    }

    private static void put(Map<String, String> values, Standing standing, Instant now) {
        String limit = standing.key().limit();
        values.put(limit + ".amount", Long.toString(standing.limit().counter().amount()));
        values.put(limit + ".left", Long.toString(standing.left()));
        if (!standing.resetsAt().equals(Instant.MAX)) {
            values.put(limit + ".seconds", Long.toString(Waits.seconds(now, standing.resetsAt())));
        }
    }

    private static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
