package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.Telltale.Manner;
import dev.freeway.wire.Json;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A key that a member brings to {@code serve}, whose provider says it again in all it answers: it
 * stands in nothing the process prints, keeps or tells.
 */
class SilentKeysTest {
    private static final String CANARY = "canary";
    private static final String OPERATORS = "a-token-of-op-s-own";
    private static final Pattern CODE = Pattern.compile("freeway setup (\\S+) --name");
    private static final List<String> PAGES =
            List.of(
                    "/api/keys?of=ann",
                    "/api/config",
                    "/api/audit",
                    "/api/quota",
                    "/api/logs",
                    "/api/activity",
                    "/api/routing",
                    "/api/providers",
                    "/api/explain?model=gpt-oss-120b",
                    "/metrics");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> told = new ArrayList<>();
    private final Guest guest = new Guest();
    @TempDir private Path directory;
    private Telltale provider;
    private ServeProcess gateway;

    @BeforeEach
    void serve() throws Exception {
        provider = new Telltale();
        gateway = new ServeProcess(directory, config(), ServeProcess.freePort(), client);
        gateway.awaitReady();
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        provider.close();
        guest.close();
    }

    @Test
    void itStandsInNoLineNoFileAndNoAnswer() throws Exception {
        String admin = setUp();
        String ann = token("/api/members", admin, "{\"name\":\"ann\",\"plan\":\"personal\"}");
        for (Manner manner : Manner.values()) {
            provider.will(manner);
            bring(admin, "tried-" + manner.ordinal(), true);
            for (boolean stream : new boolean[] {false, true}) {
                String name = "kept-" + manner.ordinal() + stream;
                bring(admin, name, false);
                int before = provider.asked();
                String model = "cerebras@ann:" + name + "/gpt-oss-120b";
                ask("/v1/chat/completions", ann, Browser.chatBody(model, "Hi", stream));
                assertThat(provider.asked()).as(name).isGreaterThan(before);
            }
        }
        read(admin);
        assertSilent("while it runs");
        gateway.terminate();
        assertThat(gateway.ends()).isTrue();
        assertSilent("when it has ended");
    }

    private Path config() throws Exception {
        return Files.writeString(
                directory.resolve("freeway.yaml"),
                """
                data: %s
                drain: {notice: 0s, finish: 1s}
                tokens: [{name: me, token: %s, operator: true}]
                accounts: [{provider: cerebras, key: csk-operators-own, base_url: "%s"}]
                """
                        .formatted(directory.resolve("data"), OPERATORS, provider.baseUrl()));
    }

    private String setUp() throws Exception {
        // It answers before it has said all.
        Browser.eventually(() -> CODE.matcher(printed()).find());
        Matcher code = CODE.matcher(printed());
        assertThat(code.find()).as(printed()).isTrue();
        String body = Json.object().put("code", code.group(1)).put("name", "root").toString();
        return token("/api/setup", "", body);
    }

    private String token(String path, String by, String body) throws Exception {
        return Json.parse(ask(path, by, body)).orElseThrow().path("token").asText();
    }

    /** Of ann, who has a key of its own for each. */
    private void bring(String admin, String name, boolean test) throws Exception {
        String body =
                Json.object()
                        .put("of", "ann")
                        .put("provider", "cerebras")
                        .put("name", name)
                        .put("key", "csk-" + CANARY + "-" + name)
                        .put("test", test)
                        .toString();
        ask("/api/keys", admin, body);
    }

    private String ask(String path, String token, String body) throws Exception {
        return noted(guest.ask(gateway.url(), "POST", path, token, body));
    }

    private void read(String admin) throws Exception {
        for (String page : PAGES) {
            for (String token : List.of(admin, OPERATORS)) {
                noted(guest.ask(gateway.url(), "GET", page, token, ""));
            }
        }
    }

    /** Whatever an answer has of headers and body. */
    private String noted(HttpResponse<String> answer) {
        told.add(answer.uri() + " " + answer.headers().map() + " " + answer.body());
        return answer.body();
    }

    private String printed() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            Path log =
                    files.filter(file -> file.toString().endsWith(".log"))
                            .findFirst()
                            .orElseThrow();
            return Files.readString(log);
        }
    }

    private void assertSilent(String when) throws Exception {
        assertThat(told)
                .as("of ann's own account there is a word")
                .anyMatch(t -> t.contains("ann:"));
        assertThat(told).as(when).noneMatch(answer -> answer.contains(CANARY));
        assertThat(printed()).as(when).contains("Freeway is open at").doesNotContain(CANARY);
        List<String> seen = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(CANARY)).as(when + ": " + file).isFalse();
                if (bytes.contains("cerebras")) {
                    seen.add(file.getFileName().toString());
                }
            }
        }
        assertThat(seen)
                .as("what the ledger's file says in clear is found")
                .anyMatch(name -> name.startsWith("freeway.db"));
    }
}
