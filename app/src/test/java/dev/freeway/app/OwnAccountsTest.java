package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Secret;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.members.Seal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member's own account with a provider, over HTTP, judged by the stand-in. */
class OwnAccountsTest extends DemoTest {
    private static final String PLAN = "personal";
    private static final String MODEL = "gpt-oss-120b";
    private static final String ANNS = "csk-canary-ann-0001";
    private static final String BOBS = "csk-canary-bob-0002";

    private static final String PROBE =
            """
            {"model":"gpt-oss-120b","max_tokens":1,"messages":[{"role":"user","content":"Hi"}]}\
            """;

    private Clerk clerk;
    private String annAsks;
    private String bobAsks;
    private String ann;
    private String bob;

    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    @Override
    List<EmulatedAccount> strangers() {
        return Stream.of(ANNS, BOBS)
                .map(key -> new EmulatedAccount("cerebras", key, Map.of()))
                .toList();
    }

    @BeforeEach
    void annAndBob() throws Exception {
        clerk = new Clerk(demo, browser);
        annAsks = clerk.member("ann", PLAN);
        bobAsks = clerk.member("bob", PLAN);
        ann = clerk.login("ann");
        bob = clerk.login("bob");
    }

    private static String key(String key, String more) {
        return "{\"provider\":\"cerebras\",\"key\":\"%s\"%s}".formatted(key, more);
    }

    private JsonNode brings(String who, String key, String more) throws Exception {
        return clerk.done(who, "POST", "/api/keys", key(key, more));
    }

    private static String account(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("x-freeway-account").orElseThrow();
    }

    /** How many requests a day the stand-in has left for that key, asked by one of them. */
    private long judged(String key) throws Exception {
        HttpResponse<String> answer =
                browser.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                demo.emulatorUrl()
                                                        + "/cerebras/v1/chat/completions"))
                                .header("authorization", "Bearer " + key)
                                .header("content-type", "application/json")
                                .POST(BodyPublishers.ofString(PROBE)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers()
                .firstValueAsLong("x-ratelimit-remaining-requests-day")
                .orElseThrow();
    }

    @Test
    void itServesItsMemberAndNobodyElse() throws Exception {
        JsonNode brought = brings(ann, ANNS, ",\"name\":\"mine\"");
        assertThat(brought.path("limits")).isNotEmpty();
        assertThat(brought.path("fingerprint").asText()).matches("[0-9a-f]{8}");
        brings(bob, BOBS, ",\"name\":\"mine\"");
        long anns = judged(ANNS);
        long bobs = judged(BOBS);
        long left = left(annAsks);
        assertThat(account(clerk.chats(annAsks, MODEL))).isEqualTo("mine");
        assertThat(left(annAsks)).as("of the plan nothing is taken").isEqualTo(left);
        assertThat(account(clerk.chats(bobAsks, MODEL))).isEqualTo("mine");
        String pinned = "cerebras@ann:mine/" + MODEL;
        assertThat(account(clerk.chats(annAsks, pinned))).isEqualTo("mine");
        assertThat(clerk.chats(bobAsks, pinned).statusCode()).isEqualTo(404);
        assertThat(judged(ANNS)).isEqualTo(anns - 3);
        assertThat(judged(BOBS)).isEqualTo(bobs - 2);
        String explained = clerk.ask(bobAsks, "GET", "/api/explain?model=" + MODEL, "").body();
        assertThat(explained).contains("bob:mine").doesNotContain("ann:mine");
    }

    @Test
    void aProjectsOwnServesThatProjectAloneAndEndsWithIt() throws Exception {
        clerk.organisation("acme", PLAN, "ann", "bob");
        clerk.done(ann, "POST", "/api/projects", "{\"holder\":\"acme\",\"name\":\"web\"}");
        String thesis = clerk.done(bob, "POST", "/api/tokens", of("web")).path("token").asText();
        String other = clerk.done(bob, "POST", "/api/tokens", of("")).path("token").asText();
        String nowhere = key(ANNS, ",\"of\":\"acme\",\"project\":\"none\"");
        assertThat(clerk.ask(ann, "POST", "/api/keys", nowhere).statusCode()).isEqualTo(404);
        JsonNode brought = brings(ann, ANNS, ",\"of\":\"acme\",\"project\":\"web\"");
        assertThat(brought.path("project").asText()).isEqualTo("web");
        assertThat(account(clerk.chats(thesis, MODEL))).isEqualTo("default");
        assertThat(account(clerk.chats(other, MODEL))).isEqualTo("emulated");
        String pinned = "cerebras@acme:default/" + MODEL;
        assertThat(account(clerk.chats(thesis, pinned))).isEqualTo("default");
        assertThat(clerk.chats(other, pinned).statusCode()).isEqualTo(404);
        assertThat(clerk.chats(annAsks, pinned).statusCode()).isEqualTo(404);
        clerk.done(ann, "DELETE", "/api/projects/acme/web", "");
        assertThat(clerk.done(ann, "GET", "/api/keys?of=acme", "").path("data")).isEmpty();
        assertThat(clerk.chats(thesis)).isEqualTo(401);
    }

    @Test
    void anOperatorsServesEverybodyWithinTheirPlans() throws Exception {
        String shared = ",\"shared\":true,\"name\":\"more\"";
        assertThat(clerk.ask(ann, "POST", "/api/keys", key(ANNS, shared)).statusCode())
                .isEqualTo(403);
        String taken = key(ANNS, ",\"shared\":true,\"name\":\"emulated\"");
        assertThat(clerk.ask(clerk.admin(), "POST", "/api/keys", taken).statusCode())
                .isEqualTo(409);
        String whose = key(ANNS, ",\"shared\":true,\"of\":\"ann\"");
        assertThat(clerk.ask(clerk.admin(), "POST", "/api/keys", whose).statusCode())
                .isEqualTo(400);
        String id = brings(clerk.admin(), ANNS, shared).path("id").asText();
        long left = left(bobAsks);
        String pinned = "cerebras@more/" + MODEL;
        assertThat(account(clerk.chats(bobAsks, pinned))).isEqualTo("more");
        assertThat(left(bobAsks)).as("it counts as the file's do").isEqualTo(left - 1);
        assertThat(clerk.done(ann, "GET", "/api/keys", "").path("data")).isEmpty();
        assertThat(clerk.done("GET", "/api/keys", "").at("/data/0/shared").asBoolean()).isTrue();
        assertThat(clerk.ask(ann, "DELETE", "/api/keys/" + id, "").statusCode()).isEqualTo(404);
        clerk.done("DELETE", "/api/keys/" + id, "");
        assertThat(clerk.chats(bobAsks, pinned).statusCode()).isEqualTo(404);
    }

    private static String of(String project) {
        return "{\"of\":\"acme\",\"project\":\"%s\"}".formatted(project);
    }

    @Test
    void whereOneCanBeBroughtFromIsSaidWithWhatDecidesItsLimits() throws Exception {
        JsonNode all = clerk.done(ann, "GET", "/api/key-providers", "").path("data");
        JsonNode cloudflare =
                all.valueStream()
                        .filter(one -> one.path("id").asText().equals("cloudflare"))
                        .findFirst()
                        .orElseThrow();
        assertThat(cloudflare.at("/facts/0/name").asText()).isEqualTo("account_id");
        assertThat(cloudflare.at("/facts/0/required").asBoolean()).isTrue();
        assertThat(cloudflare.at("/facts/1/values").valueStream().map(JsonNode::asText))
                .containsExactly("free", "paid");
        assertThat(all.valueStream().map(one -> one.path("id").asText()))
                .contains("cerebras")
                .doesNotContain("local");
    }

    private long left(String token) throws Exception {
        return clerk.done(token, "GET", "/v1/key", "").at("/data/limits/0/left").asLong();
    }

    @Test
    void itIsSpentWhenItsMemberSaysAndGivenUpAtOnce() throws Exception {
        String id = brings(ann, ANNS, ",\"order\":\"last\"").path("id").asText();
        assertThat(account(clerk.chats(annAsks, MODEL))).isEqualTo("emulated");
        clerk.done(ann, "PATCH", "/api/keys/" + id, "{\"order\":\"first\"}");
        assertThat(account(clerk.chats(annAsks, MODEL))).isEqualTo("default");
        clerk.done(ann, "DELETE", "/api/keys/" + id, "");
        assertThat(account(clerk.chats(annAsks, MODEL))).isEqualTo("emulated");
        assertThat(clerk.done(ann, "GET", "/api/keys", "").path("data")).isEmpty();
    }

    /** Spent last, it goes on where the plan ends. */
    @Test
    void whereThePlanEndsItGoesOn() throws Exception {
        String small = clerk.member("cyd", "github-models-free");
        String cyd = clerk.login("cyd");
        brings(cyd, ANNS, ",\"order\":\"last\"");
        int served = 0;
        while (account(clerk.chats(small, MODEL)).equals("emulated") && served < 200) {
            served++;
            clock.turn(Duration.ofSeconds(13));
        }
        assertThat(served).as("as many as the plan gives a day").isIn(50, 150);
        assertThat(account(clerk.chats(small, MODEL))).isEqualTo("default");
        HttpResponse<String> others = clerk.chats(clerk.member("dan", "github-models-free"), MODEL);
        assertThat(account(others)).as("where the plan has room").isEqualTo("emulated");
    }

    @Test
    void aKeyIsBroughtOnceByAnybodyAndMustWork() throws Exception {
        brings(ann, ANNS, "");
        HttpResponse<String> again = clerk.ask(bob, "POST", "/api/keys", key(ANNS, ""));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("limits belong to the account").doesNotContain(ANNS);
        HttpResponse<String> operators =
                clerk.ask(bob, "POST", "/api/keys", key("csk-emulated", ""));
        assertThat(operators.statusCode()).isEqualTo(409);
        HttpResponse<String> wrong =
                clerk.ask(bob, "POST", "/api/keys", key("csk-canary-wrong", ""));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("does not work").doesNotContain("csk-canary-wrong");
        assertThat(clerk.done(bob, "GET", "/api/keys", "").path("data")).isEmpty();
        for (String more :
                List.of(
                        ",\"base_url\":\"http://169.254.169.254\"",
                        ",\"facts\":{\"account_id\":\"x\"}",
                        ",\"name\":\"a:b\"")) {
            assertThat(clerk.ask(bob, "POST", "/api/keys", key(BOBS, more)).statusCode())
                    .as(more)
                    .isEqualTo(400);
        }
        String address =
                "{\"provider\":\"cloudflare\",\"key\":\"k-canary-3\",\"facts\":{\"account_id\":\"../x\"}}";
        assertThat(clerk.ask(bob, "POST", "/api/keys", address).statusCode()).isEqualTo(400);
    }

    @Test
    void aPersonHasTenKeysTriedAnHour() throws Exception {
        clerk.organisation("acme", PLAN, "ann");
        for (int i = 0; i < 10; i++) {
            String more = i % 2 == 0 ? "" : ",\"of\":\"acme\"";
            String guess = key("csk-canary-guess-" + i, more);
            assertThat(clerk.ask(ann, "POST", "/api/keys", guess).statusCode()).isEqualTo(400);
        }
        long asked = asked();
        HttpResponse<String> more = clerk.ask(ann, "POST", "/api/keys", key(ANNS, ""));
        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.headers().firstValue("retry-after")).contains("3600");
        assertThat(asked()).as("nobody was asked").isEqualTo(asked);
        brings(ann, ANNS, ",\"test\":false");
        brings(bob, BOBS, "");
        clock.turn(Duration.ofHours(1));
        HttpResponse<String> later =
                clerk.ask(
                        ann,
                        "POST",
                        "/api/keys",
                        key("csk-canary-guess-11", ",\"name\":\"other\""));
        assertThat(later.statusCode()).isEqualTo(400);
    }

    /** How many requests came to the stand-in, taken or not. */
    private long asked() throws Exception {
        JsonNode cerebras = browser.judge().at("/providers/cerebras");
        return cerebras.path("accepted").asLong() + cerebras.path("refused").asLong();
    }

    @Test
    void noPageAndNoFileHasAKey() throws Exception {
        brings(ann, ANNS, "");
        assertThat(clerk.chats(annAsks)).isEqualTo(200);
        for (String page :
                List.of(
                        "/api/keys?of=ann",
                        "/api/config",
                        "/api/audit",
                        "/api/quota",
                        "/api/logs",
                        "/api/providers",
                        "/metrics")) {
            String body = clerk.ask(clerk.admin(), "GET", page, "").body();
            assertThat(body).as(page).doesNotContain(ANNS).doesNotContain("canary");
        }
        String gateway = browser.get("/api/logs").body() + browser.get("/api/quota").body();
        assertThat(gateway).contains("ann:default").doesNotContain("canary");
        assertThat(Files.getPosixFilePermissions(directory.resolve("master-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains("canary")).as(file.toString()).isFalse();
            }
        }
        stopDemo();
        startDemo();
        clerk = new Clerk(demo, browser);
        assertThat(account(clerk.chats(annAsks, MODEL))).isEqualTo("default");
    }

    @Test
    void whatIsSealedForOneServesNobodyElse() throws Exception {
        String id = brings(ann, ANNS, "").path("id").asText();
        stopDemo();
        try (Connection file =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("freeway.db"));
                Statement statement = file.createStatement()) {
            int changed =
                    statement.executeUpdate(
                            "UPDATE document SET body = replace(body, '\"holder\":\"ann\"',"
                                    + " '\"holder\":\"bob\"') WHERE id = '"
                                    + id
                                    + "'");
            assertThat(changed).isEqualTo(1);
        }
        startDemo();
        clerk = new Clerk(demo, browser);
        assertThat(account(clerk.chats(bobAsks, MODEL))).isEqualTo("emulated");
        assertThat(clerk.done("GET", "/api/keys?of=bob", "").at("/data/0/state").asText())
                .isEqualTo("unreadable");
    }

    @Test
    void byAnotherMasterKeyNothingStarts() throws Exception {
        stopDemo();
        Path file = directory.resolve("master-key");
        String right = Files.readString(file);
        Files.writeString(file, Seal.fresh());
        assertThatThrownBy(this::startDemo)
                .hasMessageContaining("another than what is kept here was sealed with");
        Files.delete(file);
        assertThatThrownBy(this::startDemo).hasMessageContaining(MasterKey.VARIABLE);
        assertThat(file).doesNotExist();
        Files.writeString(file, right);
        startDemo();
        assertThat(Optional.of(new Secret(right)).toString()).doesNotContain(right);
    }
}
