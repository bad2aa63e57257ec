package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.testkit.TurnedClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member's own account, brought at one gateway of two on one server. */
class SharedKeysTest {
    private static final String KEY = "csk-canary-ann-0001";
    private static final String MODEL = "gpt-oss-120b";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-06-20T12:00:00Z"));
    private final Guest guest = new Guest();
    @TempDir private Path directory;
    private Demo demo;
    private URI first;
    private URI second;
    private String ann;

    @BeforeEach
    void start() throws Exception {
        demo =
                new Demo(
                        new Demo.Wishes(
                                        0,
                                        1_000,
                                        directory,
                                        clock,
                                        Duration.ofSeconds(20),
                                        Set.of("cerebras"))
                                .knowing(List.of(new EmulatedAccount("cerebras", KEY, Map.of())))
                                .shared(2));
        first = demo.urls().get(0);
        second = demo.urls().get(1);
        ann =
                managed(first, "POST", "/api/members", "{\"name\":\"ann\",\"plan\":\"personal\"}")
                        .path("token")
                        .asText();
        Browser.eventually(() -> guest.ask(second, "GET", "/v1/key", ann, "").statusCode() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        guest.close();
        demo.close();
    }

    private JsonNode managed(URI gateway, String method, String path, String body)
            throws Exception {
        HttpResponse<String> answer =
                guest.ask(gateway, method, path, demo.adminToken().orElseThrow(), body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return Browser.json(answer);
    }

    /** Whether ann's own account is among the offers there; asks no provider. */
    private boolean offered(URI gateway) throws Exception {
        HttpResponse<String> plan =
                guest.ask(gateway, "GET", "/api/explain?model=" + MODEL, ann, "");
        assertThat(plan.statusCode()).as(plan.body()).isEqualTo(200);
        return plan.body().contains("ann:default");
    }

    /** Which account served ann there. */
    private String account(URI gateway) throws Exception {
        HttpResponse<String> answer =
                guest.ask(
                        gateway,
                        "POST",
                        "/v1/chat/completions",
                        ann,
                        Browser.chatBody(MODEL, "Hi [[out=5]]", false));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-freeway-account").orElseThrow();
    }

    @Test
    void whatIsBroughtAtOneServesAtTheOtherAndIsGivenUpAtBoth() throws Exception {
        assertThat(account(second)).isEqualTo("emulated");
        String id =
                managed(
                                first,
                                "POST",
                                "/api/keys",
                                "{\"of\":\"ann\",\"provider\":\"cerebras\",\"key\":\"%s\"}"
                                        .formatted(KEY))
                        .path("id")
                        .asText();
        within(() -> offered(second));
        assertThat(account(second)).isEqualTo("default");
        assertThat(account(first)).isEqualTo("default");
        managed(second, "DELETE", "/api/keys/" + id, "");
        assertThat(offered(second)).as("at once where it was given up").isFalse();
        within(() -> !offered(first));
        assertThat(account(first)).isEqualTo("emulated");
        assertThat(account(second)).isEqualTo("emulated");
    }

    private static void within(Browser.Condition condition) throws Exception {
        long since = System.nanoTime();
        Browser.eventually(condition);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(SOON);
    }
}
