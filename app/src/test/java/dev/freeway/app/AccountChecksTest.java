package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of accounts, read from a file as an operator writes it. */
class AccountChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir Path directory;

    private List<String> checked(String... accounts) throws Exception {
        return checkedIn("[]", accounts);
    }

    private List<String> checkedIn(String regions, String... accounts) throws Exception {
        StringBuilder text =
                new StringBuilder(
                        "tokens: [{name: ann, token: a-token-of-ann-s}, {name: op, token:"
                                + " a-token-of-op-s-own, operator: true}]\n"
                                + "regions: "
                                + regions
                                + "\naccounts:\n");
        for (String account : accounts) {
            text.append("  - {").append(account).append("}\n");
        }
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        Config config =
                new ConfigReader(Catalog.load(), _ -> Optional.empty(), directory).read(file);
        return new AccountChecks(config.accounts(), NOW)
                .findings().stream().map(Finding::line).toList();
    }

    @Test
    void twoAccountsOfOneOwnerAreDoublesAndOfTwoAreNot() throws Exception {
        assertThat(checked("provider: groq, key: k1", "provider: groq, name: two, key: k2"))
                .singleElement()
                .asString()
                .matches("warn +doubles +groq: accounts 'default' and 'two' are two of one.*");
        assertThat(
                        checked(
                                "provider: groq, key: k1",
                                "provider: groq, name: anns, key: k2, owner: ann"))
                .isEmpty();
        assertThat(
                        checked(
                                "provider: groq, key: k1",
                                "provider: groq, name: anns, key: k1, owner: ann"))
                .singleElement()
                .asString()
                .startsWith("bad   doubles")
                .contains("the same key");
    }

    @Test
    void everyPairOfThreeIsLookedAt() throws Exception {
        assertThat(
                        checked(
                                "provider: groq, key: k1",
                                "provider: groq, name: b, key: k2, owner: ann",
                                "provider: groq, name: c, key: k3, owner: ann",
                                "provider: cerebras, key: k4"))
                .singleElement()
                .asString()
                .contains("'b' and 'c'");
    }

    @Test
    void aClauseThatIsSetAsideIsNamedWithItsSource() throws Exception {
        assertThat(checked("provider: nvidia, key: k1, serves: anyone"))
                .singleElement()
                .asString()
                .startsWith("warn  serves")
                .contains(
                        "nvidia 'default' serves anyone",
                        "its terms of use say owner, for evaluation only",
                        "observed: trial terms of service",
                        "read 2026-09-18");
        assertThat(checked("provider: nvidia, key: k1, serves: owner")).isEmpty();
    }

    @Test
    void whatMayBeBilledIsSaidWithItsCeiling() throws Exception {
        assertThat(checked("provider: huggingface, key: k1, allow_billing: {credits: 5.50}"))
                .singleElement()
                .asString()
                .startsWith("ok    billing")
                .contains("'credits', at most 5.50 dollars a calendar month: bought credits");
    }

    @Test
    void whatIsClosedSaysWhyAndWhatOpensIt() throws Exception {
        assertThat(checked("provider: gemini, key: k1, facts: {billing: paid}"))
                .singleElement()
                .asString()
                .startsWith("warn  closed")
                .contains(
                        "gemini 'default': the project has billing", "open where billing is free");
        assertThat(
                        checked(
                                "provider: gemini, key: k1, facts: {billing: paid}, allow_billing:"
                                        + " {project: 1}"))
                .singleElement()
                .asString()
                .startsWith("ok    billing");
        assertThat(checked("provider: huggingface, key: k1, facts: {own_key_groq: \"yes\"}"))
                .singleElement()
                .asString()
                .contains(
                        "'default' for ",
                        "*:groq: your own Groq key",
                        "open where own_key_groq is no");
    }

    @Test
    void whoMustNotServeARegionSaysSo() throws Exception {
        assertThat(checkedIn("[EEA]", "provider: gemini, key: k1"))
                .singleElement()
                .asString()
                .contains("gemini 'default' serves nobody: its free tier must not serve EEA");
    }
}
