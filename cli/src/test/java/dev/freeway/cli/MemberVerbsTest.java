package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs for who is served, spoken to a gateway. */
class MemberVerbsTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aMemberIsAddedAndItsTokenPrinted() {
        gateway.on(
                "/api/members",
                http ->
                        http.response()
                                .setStatusCode(201)
                                .end("{\"id\":\"ann\",\"email\":\"\",\"token\":\"fw_new\"}"));
        assertThat(freeway.execute("members", "add", "ann", "--plan", "free")).isZero();
        assertThat(freeway.out()).isEqualTo("id     ann\ntoken  fw_new\n");
        assertThat(gateway.asked())
                .containsExactly(
                        "POST /api/members Bearer fw_test {\"name\":\"ann\",\"plan\":\"free\"}");
        assertThat(freeway.execute("members", "add", "ann", "--json")).isZero();
        assertThat(freeway.out()).contains("\"token\" : \"fw_new\"");
    }

    @Test
    void aListIsReadToItsEnd() {
        gateway.on(
                "/api/tokens",
                http ->
                        http.response()
                                .end(
                                        http.getParam("after") == null
                                                ? "{\"data\":[{\"id\":\"tok_1\",\"scopes\":[\"a\",\"b\"]}],\"next\":\"tok_1\"}"
                                                : "{\"data\":[{\"id\":\"tok_2\"}],\"next\":null}"));
        assertThat(freeway.execute("tokens", "list", "--of", "ann")).isZero();
        assertThat(freeway.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("tok_1", "tok_2");
        assertThat(freeway.out()).contains("a, b");
        assertThat(gateway.asked().getLast()).contains("after=tok_1&of=ann");
    }

    @Test
    void aKeyIsReadFromWhereNobodySeesIt() {
        gateway.page("/api/keys", "{\"id\":\"own_1\",\"limits\":[]}");
        assertThat(freeway.execute("keys", "add", "openai", "--key-env", "KEY", "--last")).isZero();
        assertThat(gateway.asked().getLast())
                .contains("\"provider\":\"openai\"", "\"key\":\"sk-canary\"", "\"order\":\"last\"");
        assertThat(freeway.out()).doesNotContain("canary");
        assertThat(freeway.execute("keys", "add", "openai", "--key-env", "NONE")).isNotZero();
        assertThat(freeway.execute("keys", "add", "openai", "sk-canary")).isNotZero();
    }

    @Test
    void aTokenIsMadeAsFarAsItGoes() {
        gateway.page("/api/tokens", "{\"id\":\"tok_1\",\"token\":\"fw_new\"}");
        int code =
                freeway.execute(
                        "tokens",
                        "create",
                        "--of",
                        "ann",
                        "--models",
                        "a/*,b",
                        "--budget",
                        "100requests/day",
                        "--scopes",
                        "usage:read");
        assertThat(code).isZero();
        assertThat(gateway.asked().getLast())
                .endsWith(
                        "{\"of\":\"ann\",\"scopes\":[\"usage:read\"],\"models\":[\"a/*\",\"b\"],"
                            + "\"budgets\":[{\"amount\":100,\"meter\":\"requests\",\"per\":\"day\"}]}");
        assertThat(freeway.execute("tokens", "create", "--budget", "much")).isEqualTo(2);
        assertThat(freeway.err()).contains("expected: such as 100requests/day");
    }

    @Test
    void oneIsChangedShownAndEnded() {
        gateway.page("/api/members/ann", "{\"id\":\"ann\"}");
        assertThat(freeway.execute("members", "set", "ann", "--state", "suspended")).isZero();
        assertThat(gateway.asked().getLast())
                .isEqualTo("PATCH /api/members/ann Bearer fw_test {\"state\":\"suspended\"}");
        assertThat(freeway.execute("members", "show", "ann")).isZero();
        assertThat(freeway.out()).isEqualTo("id  ann\n");
        assertThat(freeway.execute("members", "remove", "ann")).isZero();
        assertThat(freeway.out()).isEqualTo("ended: ann\n");
        assertThat(freeway.execute("members", "remove", "../x y")).isOne();
        assertThat(gateway.asked().getLast()).startsWith("DELETE /api/members/..%2Fx%20y ");
    }

    @Test
    void aProjectIsBegunListedAndEnded() {
        String web = "{\"id\":\"acme/web\",\"holder\":\"acme\",\"name\":\"web\"}";
        gateway.page("/api/projects", web);
        assertThat(freeway.execute("projects", "add", "web", "--of", "acme")).isZero();
        assertThat(gateway.asked().getLast())
                .isEqualTo(
                        "POST /api/projects Bearer fw_test {\"name\":\"web\",\"holder\":\"acme\"}");
        gateway.page("/api/projects", "{\"data\":[" + web + "],\"next\":null}");
        assertThat(freeway.execute("projects", "list")).isZero();
        assertThat(freeway.out()).startsWith("acme/web");
        gateway.page("/api/projects/acme/web", web);
        assertThat(freeway.execute("projects", "remove", "acme/web")).isZero();
        assertThat(gateway.asked().getLast()).startsWith("DELETE /api/projects/acme/web ");
        assertThat(freeway.out()).isEqualTo("ended: acme/web\n");
        int asked = gateway.asked().size();
        for (String wrong : new String[] {"web", "/web", "acme/", "acme/web/x"}) {
            assertThat(freeway.execute("projects", "remove", wrong)).as(wrong).isEqualTo(2);
            assertThat(freeway.err()).contains("expected: as in acme/web");
        }
        assertThat(gateway.asked()).hasSize(asked);
    }

    @Test
    void whatIsExportedAsYamlIsAppliedAsItWas(@TempDir Path directory) throws Exception {
        String config =
                "{\"members\":[{\"name\":\"no\",\"plan\":\"1e3\",\"expires_at\":null,\"n\":7}],\"tokens\":[]}";
        gateway.page("/api/config", config);
        assertThat(freeway.execute("config", "export")).isZero();
        assertThat(freeway.out()).contains("- name:");
        Path file = Files.writeString(directory.resolve("members.yaml"), freeway.out());
        gateway.page(
                "/api/config",
                "{\"changes\":[{\"what\":\"create\",\"kind\":\"person\",\"id\":\"no\"}]}");
        assertThat(freeway.execute("config", "apply", file.toString(), "--dry-run")).isZero();
        assertThat(gateway.asked().getLast())
                .isEqualTo("PUT /api/config?dry_run=true Bearer fw_test " + config);
        assertThat(freeway.out()).isEqualTo("create  person  no\n");
        Files.writeString(file, "a: [");
        assertThat(freeway.execute("config", "apply", file.toString())).isEqualTo(2);
    }

    @Test
    void theFirstOperatorIsToldItsToken() {
        gateway.page("/api/setup", "{\"id\":\"me\",\"token\":\"fw_admin\"}");
        assertThat(freeway.execute("setup", "fws_x", "--name", "me")).isZero();
        assertThat(freeway.out()).isEqualTo("FREEWAY_ADMIN_TOKEN=fw_admin\n");
        assertThat(gateway.asked().getLast()).endsWith("{\"code\":\"fws_x\",\"name\":\"me\"}");
        assertThat(Map.of("members", 2, "tokens", 2))
                .allSatisfy((verb, code) -> assertThat(freeway.execute(verb)).isEqualTo(code));
    }
}
