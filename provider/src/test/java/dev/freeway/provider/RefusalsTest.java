package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.fault.Fault;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every refusal that providers are known to give, and what it means. */
class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /**
     * The table: blank-line separated, of each a line with its name, one with its status and
     * headers, its body, and what it means.
     */
    @TestFactory
    List<DynamicTest> eachMeansWhatItSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String known : table().split("\n\n")) {
            List<String> lines = known.lines().filter(line -> !line.startsWith("#")).toList();
            if (!lines.isEmpty()) {
                assertThat(lines).hasSize(4);
                tests.add(
                        DynamicTest.dynamicTest(
                                lines.get(0),
                                () ->
                                        assertThat(told(read(lines.get(1), lines.get(2))))
                                                .isEqualTo(lines.get(3))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests;
    }

    private static String table() throws IOException {
        try (InputStream in = RefusalsTest.class.getResourceAsStream("refusals.txt")) {
            return new String(
                    Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Fault read(String head, String body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        String[] parts = head.split(" \\| ");
        for (String header : List.of(parts).subList(1, parts.length)) {
            int colon = header.indexOf(':');
            headers.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(parts[0]);
        return Refusals.read(status, headers, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    /** Its kind, and when it says to come back. */
    private static String told(Fault fault) {
        String kind = fault.getClass().getSimpleName();
        return switch (fault) {
            case Fault.RateLimited limited -> kind + " " + wait(limited.retryAt());
            case Fault.AllowanceSpent spent -> kind + " " + wait(spent.retryAt());
            case Fault.Rejected rejected -> kind + " " + rejected.status();
            case Fault.PaymentRequired _, Fault.Overloaded _, Fault.TooLarge _ -> kind;
            case Fault.Unfit _, Fault.BadCredentials _, Fault.UnknownModel _ -> kind;
            case Fault.Retired _, Fault.Broken _, Fault.Unreachable _ -> kind;
            case Fault.TimedOut _, Fault.CutShort _, Fault.Unsuccessful _ -> kind;
        };
    }

    private static String wait(Instant at) {
        Duration wait = Duration.between(NOW, at);
        return wait.compareTo(Duration.ofHours(6)) > 0
                ? "until " + at
                : "in " + wait.toMillis() / 1_000.0 + " s";
    }

    @Test
    void whatIsShownIsOneShortLine() {
        String body = "{\"error\":{\"message\":\"a\\n\\n  b %s\"}}".formatted("x".repeat(500));
        String detail = read("400", body).detail();
        assertThat(detail).startsWith("a b xxx").hasSize(300);
        assertThat(read("500", "<html>").detail()).isEqualTo("status 500: no reason given");
    }

    @Test
    void aBodyOfNothingButDigitsIsReadInNoTime() {
        String digits = "9".repeat(1_000_000);
        String body = "{\"error\":{\"message\":\"Please try again in %s\"}}".formatted(digits);
        assertThat(told(read("429 | retry-after: " + digits, body)))
                .isEqualTo("RateLimited in 30.0 s");
    }
}
