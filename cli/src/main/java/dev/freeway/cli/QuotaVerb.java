package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway quota}: what is left of everything. */
@Command(
        name = "quota",
        description =
                "Show per provider, account and model what is used, held and left, and when it"
                        + " resets.",
        mixinStandardHelpOptions = true)
final class QuotaVerb extends Verb {
    @Option(names = "--watch", description = "draw it again and again until Ctrl-C")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "with --watch: how often (default: ${DEFAULT-VALUE})")
    private double every;

    @Option(names = "--all", description = "also models and members of which nothing was used")
    private boolean all;

    @Option(
            names = "--member",
            paramLabel = "NAME",
            description = "only what this member or organisation was granted, all of it")
    private @Nullable String member;

    QuotaVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        if (!watch) {
            lines(gateway.get("/api/quota")).forEach(out()::println);
            return 0;
        }
        Screen screen = new Screen(out(), err(), surroundings().color() && !json());
        Duration pause = Screen.pause(every);
        screen.show(lines(gateway.get("/api/quota")));
        while (Screen.rest(pause)) {
            again(gateway, screen);
        }
        return 0;
    }

    /** A gateway that is being started again is waited for, under the last that was seen. */
    private void again(HttpCall gateway, Screen screen) {
        try {
            screen.show(lines(gateway.get("/api/quota")));
        } catch (Failed e) {
            screen.note(String.valueOf(e.getMessage()));
        }
    }

    private List<String> lines(JsonNode whole) {
        JsonNode page = member == null ? whole : granted(whole, member);
        if (!json()) {
            if (member != null && page.path("limits").isEmpty()) {
                return List.of("no limit of '%s' is known here".formatted(member));
            }
            Paint paint = Paint.of(surroundings().color());
            boolean every = all || member != null;
            return new QuotaTable(paint, surroundings().width(), every).draw(page);
        }
        ArrayNode limits = Json.array();
        page.path("limits").forEach(limit -> limits.add(new QuotaLine(limit).json()));
        return List.of(watch ? limits.toString() : Json.pretty(limits));
    }

    private static JsonNode granted(JsonNode page, String member) {
        ArrayNode limits = Json.array();
        for (JsonNode limit : page.path("limits")) {
            if (new QuotaLine(limit).grantedTo(member)) {
                limits.add(limit);
            }
        }
        return Json.object().put("at", page.path("at").asText()).set("limits", limits);
    }
}
