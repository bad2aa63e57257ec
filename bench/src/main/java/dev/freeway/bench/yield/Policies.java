package dev.freeway.bench.yield;

import dev.freeway.core.member.Mode;
import java.time.InstantSource;
import java.util.List;

/** Who plays, by name: ours first, then what others usually do. */
final class Policies {
    static final List<String> NAMES =
            List.of("freeway", "freeway-last", "priority", "round-robin", "shuffle", "usage-based");

    private Policies() {}

    /**
     * The player of that name.
     *
     * @param clock by which it plays
     */
    static Player of(String name, Street street, InstantSource clock, Options options) {
        return switch (name) {
            case "freeway" -> new Freeway(street, Mode.SERVE_NOW, options.patience(), clock);
            case "freeway-last" ->
                    new Freeway(street, Mode.MAKE_IT_LAST, options.patience(), clock);
            case "priority" -> new Blind(street, Blind.priority());
            case "round-robin" -> new Blind(street, Blind.roundRobin());
            case "shuffle" -> new Blind(street, Blind.shuffle(options.seed()));
            case "usage-based" -> new Blind(street, new Blind.Usages());
            default ->
                    throw new IllegalArgumentException(
                            "policy: " + name + " (expected: one of " + NAMES + ")");
        };
    }
}
