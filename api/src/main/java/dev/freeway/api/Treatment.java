package dev.freeway.api;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Mode;
import dev.freeway.relay.Wishes;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** How a request wants to be treated: by its headers, its priority, or its member's habits. */
final class Treatment {
    static final String MODE = "X-Freeway-Mode";
    static final String WAIT = "X-Freeway-Wait";

    private static final Duration WAIT_MOST = Duration.ofMinutes(10);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

    /** OpenAI's words for how soon an answer is wanted. */
    private static final Map<String, Mode> PRIORITIES =
            Map.of("\"flex\"", Mode.MAKE_IT_LAST, "\"priority\"", Mode.SERVE_NOW);

    /** As much of a conversation's beginning tells it from others. */
    private static final int BEGINNING = 512;

    private Treatment() {}

    /**
     * All of it.
     *
     * @throws Refused where a header is not what it should be
     */
    static Wishes of(HttpServerRequest http, Ask ask, Bearer bearer) throws Refused {
        return new Wishes(mode(http, ask, bearer), wait(http, bearer), lot(ask, bearer));
    }

    private static Mode mode(HttpServerRequest http, Ask ask, Bearer bearer) throws Refused {
        Optional<String> said = Optional.ofNullable(http.getHeader(MODE));
        if (said.isPresent()) {
            return Mode.of(said.get().strip()).orElseThrow(() -> wrong(MODE, said.get(), modes()));
        }
        return ask.body()
                .raw("service_tier")
                .flatMap(tier -> Optional.ofNullable(PRIORITIES.get(tier)))
                .or(() -> bearer.habits().mode())
                .orElse(Mode.SERVE_NOW);
    }

    private static String modes() {
        return Arrays.stream(Mode.values()).map(Mode::id).collect(Collectors.joining(" or "));
    }

    private static Duration wait(HttpServerRequest http, Bearer bearer) throws Refused {
        String said = http.getHeader(WAIT);
        if (said == null) {
            return bearer.habits().patience().orElse(Duration.ZERO);
        }
        Matcher duration = DURATION.matcher(said.strip());
        if (!duration.matches()) {
            throw wrong(WAIT, said, "like 30s");
        }
        long count = Long.parseLong(duration.group(1));
        Duration wait =
                switch (duration.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    default -> Duration.ofMinutes(count);
                };
        if (wait.compareTo(WAIT_MOST) > 0) {
            throw wrong(WAIT, said, "at most " + WAIT_MOST.toMinutes() + "m");
        }
        return wait;
    }

    private static Refused wrong(String header, String found, String expected) {
        return new Refused(
                Problem.invalid(
                        header, "%s: '%s' (expected: %s)".formatted(header, found, expected)));
    }

    /** A conversation begins as it began before, so it goes where its prompt may still be warm. */
    private static long lot(Ask ask, Bearer bearer) {
        CRC32 sum = new CRC32();
        sum.update(bearer.member().name().getBytes(StandardCharsets.UTF_8));
        ask.body().members().stream()
                .filter(member -> member.name().equals("messages"))
                .findFirst()
                .ifPresent(member ->
                        sum.update(
                                ask.body().bytes(),
                                member.start(),
                                Math.min(BEGINNING, member.end() - member.start())));
        return sum.getValue();
    }
}
