package dev.freeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freeway.api.SideDoor;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.member.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator's file says, and how mistakes in it are told. */
class ConfigReaderTest {
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "OPENROUTER_API_KEY", "sk-or-v1-mine",
                    "PORT", "9000",
                    "TOKEN", "a-token-of-enough-length");

    @TempDir Path directory;

    @Test
    void aWholeFileIsRead() throws Exception {
        Config config =
                read(
                        """
                        listen: {host: 0.0.0.0, port: "${PORT}", behind_proxy: true}
                        data: /var/lib/freeway
                        timeouts: {first_byte: 90s, idle: 500ms}
                        drain: {notice: 1s, finish: 2m}
                        tokens:
                          - {name: ann, token: "${TOKEN}", plan: personal, operator: true}
                        accounts:
                          - provider: openrouter
                            name: work
                            key: ${OPENROUTER_API_KEY}
                            base_url: http://127.0.0.1:9/api/v1
                            facts: {credits_purchased: 12}
                          - {provider: github-models, key: none-needed, serves_retired: true}
                        """);
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isEqualTo(9000);
        assertThat(config.data()).isEqualTo(Path.of("/var/lib/freeway"));
        assertThat(config.firstByte()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.idle()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.drain())
                .isEqualTo(new Drain(Duration.ofSeconds(1), Duration.ofMinutes(2)));
        Config.Token token = config.tokens().getFirst();
        assertThat(token.token().reveal()).isEqualTo("a-token-of-enough-length");
        assertThat(token.operator()).isTrue();
        Account work = config.accounts().getFirst();
        assertThat(work.name()).isEqualTo("work");
        assertThat(work.key().reveal()).isEqualTo("sk-or-v1-mine");
        assertThat(work.baseUrl()).isEqualTo("http://127.0.0.1:9/api/v1");
        assertThat(work.facts().values()).containsEntry("credits_purchased", "12");
        assertThat(config.accounts().get(1).permit().retired()).isTrue();
    }

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        Config config = read("# nothing yet\n");
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8787);
        assertThat(config.data()).isEqualTo(directory);
        assertThat(config.drain()).isEqualTo(Drain.USUAL);
        assertThat(config.accounts()).isEmpty();
    }

    @Test
    void aFactNobodySaysHasItsDefault() throws Exception {
        Config config = read("accounts: [{provider: github-models, key: k}]");
        assertThat(config.accounts().getFirst().facts().values())
                .isEqualTo(Map.of("copilot_plan", "free"));
    }

    @Test
    void aSideDoorIsOpenOnlyWhereAskedFor() throws Exception {
        assertThat(read("doors: [ollama]").doors()).containsExactly(SideDoor.OLLAMA);
        assertThat(read("data: here").doors()).isEmpty();
        for (SideDoor door : SideDoor.values()) {
            assertThat(read("doors: [" + door.id() + "]").doors()).containsExactly(door);
        }
    }

    @Test
    void aTildeIsTheUsersHome() throws Exception {
        assertThat(read("data: ~/here").data())
                .isEqualTo(Path.of(System.getProperty("user.home"), "here"));
    }

    @Test
    void aVariableMayHaveADefault() throws Exception {
        assertThat(read("listen: {port: '${NO_PORT:-1234}'}").port()).isEqualTo(1234);
    }

    @Test
    void keysInTheEnvironmentAreAccounts() {
        Config config = reader().fromEnvironment();
        assertThat(config.accounts())
                .extracting(account -> account.provider().id(), Account::name)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("openrouter", "default"));
        assertThat(config.accounts().getFirst().facts().values())
                .isEqualTo(Map.of("credits_purchased", "0", "free_training", "on"));
    }

    static List<Arguments> mistakesOfShape() {
        return List.of(
                Arguments.of(
                        "listen:\n  port: 1\nacounts: []",
                        "3:1: unknown key 'acounts' (did you mean 'accounts'?)"),
                Arguments.of(
                        "accounts:\n  - provider: openrouter\n    key: k\n    nmae: x",
                        "4:5: unknown key 'nmae' (did you mean 'name'?)"),
                Arguments.of(
                        "listen: {xyzzy: 1}",
                        "1:10: unknown key 'xyzzy' (expected: host, port, behind_proxy)"),
                Arguments.of("listen: {port: high}", "1:16: text (expected: a whole number)"),
                Arguments.of("listen: {port: '80'}", "1:16: text (expected: a whole number)"),
                Arguments.of("listen: {port: 99999}", "1:16: '99999' (expected: ≤ 65535)"),
                Arguments.of("listen: 8080", "1:9: a whole number (expected: keys with values)"),
                Arguments.of("accounts: {a: b}", "1:11: keys with values (expected: a list)"),
                Arguments.of("accounts:\n", "1:10: nothing (expected: a list)"),
                Arguments.of("doors: [olama]", "1:9: 'olama' (did you mean 'ollama'?)"),
                Arguments.of("- a", "1:1: a list (expected: keys with values)"),
                Arguments.of(
                        "timeouts: {idle: 5 minutes}",
                        "1:18: '5 minutes' (expected: like 500ms or 60s)"));
    }

    @Test
    void howInvoicesArePaidIsReadWithItsSecretsFromTheEnvironment() throws Exception {
        StripeAccess stripe =
                read("""
                payments:
                  stripe:
                    key: ${TOKEN}
                    webhook_secret: whsec_12345
                    success_url: https://example.com/paid?session={CHECKOUT_SESSION_ID}
                    cancel_url: https://example.com/not
                """)
                        .hosting()
                        .stripe()
                        .orElseThrow();
        assertThat(stripe.key().reveal()).isEqualTo("a-token-of-enough-length");
        assertThat(stripe.currency()).isEqualTo("usd");
        assertThat(stripe.base()).isEmpty();
        assertThat(stripe.toString()).doesNotContain("whsec_12345", "a-token");
    }

    @Test
    void mailWantsTlsUnlessItStaysHere() throws Exception {
        MailHost host = mail("{host: mail.example.com, from: a@b.c}");
        assertThat(host)
                .isEqualTo(new MailHost("mail.example.com", 587, true, Optional.empty(), "a@b.c"));
        assertThat(mail("{host: localhost, tls: none, port: 25, from: a@b.c}").tls()).isFalse();
        MailHost.Login login =
                mail("{host: h, user: me, password: '${TOKEN}', from: a@b.c}")
                        .login()
                        .orElseThrow();
        assertThat(login.password().reveal()).isEqualTo("a-token-of-enough-length");
        assertThat(login.toString()).doesNotContain("a-token");
    }

    private MailHost mail(String said) throws Exception {
        return read("mail: " + said).hosting().mail().orElseThrow();
    }

    static List<Arguments> mistakesOfHosting() {
        return List.of(
                Arguments.of(
                        "mail: {host: 192.0.2.7, tls: none, from: a@b.c}",
                        "1:30: mail would go to 192.0.2.7 without TLS (expected: required, or a"
                                + " host on loopback)"),
                Arguments.of(
                        "mail: {host: 127.0.0.1, user: me, from: a@b.c}",
                        "1:7: user and password (expected: both, or neither)"),
                Arguments.of(
                        "payments: {stripe: {key: sk_test_1, webhook_secret: whsec_12, success_url:"
                                + " 'https://a.b', cancel_url: 'https://a.b', base_url:"
                                + " 'http://192.0.2.7:80'}}",
                        "1:128: http://192.0.2.7:80 would be sent the key without TLS (expected:"
                                + " https, or a loopback address)"),
                Arguments.of(
                        "payments: {stripe: {key: sk_test_1, webhook_secret: whsec_12, success_url:"
                                + " 'https://a.b', cancel_url: 'https://a.b', currency: jpy}}",
                        "1:128: 'jpy' (expected: usd, eur, gbp, chf)"));
    }

    static List<Arguments> mistakesOfMeaning() {
        return List.of(
                Arguments.of(
                        "listen:\n  host: 0.0.0.0",
                        "2:9: 0.0.0.0 is reachable from outside, without TLS (expected: a loopback"
                                + " address, or behind_proxy: true)"),
                Arguments.of(
                        "accounts:\n- {provider: openruoter, key: k}",
                        "2:14: unknown provider 'openruoter' (did you mean 'openrouter'?)"),
                Arguments.of("accounts: [{provider: cerebras}]", "1:12: key 'key' is missing"),
                Arguments.of(
                        "accounts: [{provider: cerebras, key: ''}]",
                        "1:38: this value (expected: at least 1 characters)"),
                Arguments.of(
                        "accounts:\n- {provider: cerebras, key: a}\n- {provider: cerebras, key: b}",
                        "3:3: account 'cerebras/default' stands here twice (give each a name of its"
                                + " own)"),
                Arguments.of(
                        "accounts: [{provider: openrouter, key: k, facts: {credits: 1}}]",
                        "1:51: unknown fact 'credits' of openrouter (expected: credits_purchased,"
                                + " free_training)"),
                Arguments.of(
                        "accounts: [{provider: openrouter, key: k, facts: {credits_purchased:"
                                + " many}}]",
                        "1:70: 'many' (expected: a whole number)"),
                Arguments.of(
                        "accounts: [{provider: github-models, key: k, facts: {copilot_plan: max}}]",
                        "1:68: 'max' (expected: free, pro, business, enterprise)"),
                Arguments.of(
                        "accounts: [{provider: cerebras, key: k, base_url: ftp://x}]",
                        "1:51: 'ftp://x' (expected: like https://host/v1)"));
    }

    static List<Arguments> mistakesAboutTokens() {
        return List.of(
                Arguments.of(
                        "tokens: [{name: ann, token: short}]",
                        "1:29: this value (expected: at least 16 characters)"),
                Arguments.of(
                        "tokens: [{name: ann, token: 0123456789abcdef, plan: personel}]",
                        "1:53: unknown plan 'personel' (did you mean 'personal'?)"),
                Arguments.of(
                        "tokens:\n- {name: a, token: 0123456789abcdef}\n- {name: a, token:"
                                + " x123456789abcdef}",
                        "3:10: another token has this name"),
                Arguments.of(
                        "tokens:\n- {name: a, token: 0123456789abcdef}\n- {name: b, token:"
                                + " 0123456789abcdef}",
                        "3:20: another member has this token"),
                Arguments.of(
                        "data: x\naccounts: [{provider: cerebras, key: '${NO_KEY}'}]",
                        "2:38: ${NO_KEY} is not set (expected: an environment variable, or"
                                + " ${NO_KEY:-default})"));
    }

    static List<Arguments> mistakesOfSyntax() {
        return List.of(
                Arguments.of("data: a\ndata: b", "2:1: key 'data' stands here twice"),
                Arguments.of(
                        "data: &a x", "1:7: anchors and aliases are not read here; write it out"),
                Arguments.of(
                        "a: &a {b: *a}",
                        "1:4: anchors and aliases are not read here; write it out"),
                Arguments.of("? [a]\n: b", "1:3: a key that is not text"),
                Arguments.of(
                        "listen: {port: 12345678901234567890}",
                        "1:16: text (expected: a whole number)"));
    }

    @ParameterizedTest
    @MethodSource({
        "mistakesOfShape",
        "mistakesOfMeaning",
        "mistakesAboutTokens",
        "mistakesOfSyntax",
        "mistakesOfHosting"
    })
    void aMistakeIsToldWithItsPlace(String text, String expected) {
        assertThat(mistakesOf(text)).contains("freeway.yaml:" + expected);
    }

    @Test
    void whatIsNoYamlIsToldWithItsPlace() {
        assertThat(mistakesOf("listen: {port: 1"))
                .singleElement()
                .asString()
                .startsWith("freeway.yaml:1:");
    }

    @Test
    void whatIsNotSetIsNotJudgedFurther() {
        assertThat(mistakesOf("listen: {port: '${NO_PORT}', host: '${NO_HOST}'}"))
                .containsExactly(
                        "freeway.yaml:1:16: ${NO_PORT} is not set (expected: an environment"
                                + " variable, or ${NO_PORT:-default})",
                        "freeway.yaml:1:36: ${NO_HOST} is not set (expected: an environment"
                                + " variable, or ${NO_HOST:-default})");
    }

    @Test
    void allMistakesAreToldAtOnceInTheFilesOrder() {
        assertThat(
                        mistakesOf(
                                """
                                acounts: []
                                listen: {port: high, host: 0.0.0.0}
                                tokens: [{name: ann, token: short, plan: none}]
                                """))
                .containsExactly(
                        "freeway.yaml:1:1: unknown key 'acounts' (did you mean 'accounts'?)",
                        "freeway.yaml:2:16: text (expected: a whole number)",
                        "freeway.yaml:2:28: 0.0.0.0 is reachable from outside, without TLS"
                                + " (expected: a loopback address, or behind_proxy: true)",
                        "freeway.yaml:3:29: this value (expected: at least 16 characters)",
                        "freeway.yaml:3:42: unknown plan 'none' (expected: "
                                + String.join(", ", planIds())
                                + ")");
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(mistakesOf("tokens: [{name: a, token: hush}]").toString())
                .doesNotContain("hush");
        assertThat(mistakesOf("data: '${TOKEN}${NO_SUCH}'").toString())
                .doesNotContain("of-enough-length");
    }

    private static List<String> planIds() {
        return Catalog.load().plans().stream().map(Plan::id).toList();
    }

    private ConfigReader reader() {
        return new ConfigReader(
                Catalog.load(), name -> Optional.ofNullable(VARIABLES.get(name)), directory);
    }

    private Config read(String text) throws Exception {
        return reader().read(file(text));
    }

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("freeway.yaml"), text);
    }

    private List<String> mistakesOf(String text) {
        BadFile bad = catchThrowableOfType(BadFile.class, () -> reader().read(file(text)));
        return bad.getMessage().lines().toList();
    }
}
