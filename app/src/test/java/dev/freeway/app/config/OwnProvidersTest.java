package dev.freeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers of an operator's own, beside the configuration that names them. */
class OwnProvidersTest {
    private static final String ACME =
            """
            id: acme
            name: Acme
            base_url: https://acme.example/v1
            key_variables: [ACME_API_KEY]
            paths: {chat: /chat/completions}
            stops_on_cancel: true
            privacy: {trains: "no", keeps: "no", source: a page, checked: 2026-11-19, certainty: verified}
            use: {serves: anyone, source: a page, checked: 2026-11-19, certainty: verified}
            facts: {plan: {default: free, values: [free, paid], about: which}}
            models_from: {source: a page, checked: 2026-11-19, certainty: verified}
            models:
              - {id: swift, context: 32000, output: 4000, default_output: 500, can: [chat]}
            limits:
              - {id: rpm, meter: requests, bucket: 6, period: 60s, source: a page, checked: 2026-11-19, certainty: verified}
            """;

    @TempDir Path directory;

    private Config read(String config) throws Exception {
        Path file = Files.writeString(directory.resolve("freeway.yaml"), config);
        return new ConfigReader(Catalog.load(), _ -> Optional.empty(), directory).read(file);
    }

    private String mistakes(String config) {
        return catchThrowableOfType(BadFile.class, () -> read(config)).getMessage();
    }

    @Test
    void anAccountMayNameOne() throws Exception {
        Files.createDirectories(directory.resolve("own"));
        Files.writeString(directory.resolve("own/acme.yaml"), ACME);
        Config config = read("providers: [own/acme.yaml]\naccounts: [{provider: acme, key: k}]\n");
        Account account = config.accounts().getFirst();
        assertThat(account.baseUrl()).isEqualTo("https://acme.example/v1");
        assertThat(account.facts().values()).containsEntry("plan", "free");
        assertThat(Catalog.load().with(config.providers()).providers())
                .extracting(Provider::id)
                .contains("acme", "openrouter");
    }

    @Test
    void oneOfTheCatalogsIdReplacesIt() throws Exception {
        Files.writeString(directory.resolve("groq.yaml"), ACME.replace("id: acme", "id: groq"));
        Config config = read("providers: [groq.yaml]\naccounts: [{provider: groq, key: k}]\n");
        assertThat(config.accounts().getFirst().provider().name()).isEqualTo("Acme");
        Catalog own = Catalog.load().with(config.providers());
        assertThat(own.providers()).hasSameSizeAs(Catalog.load().providers());
        assertThat(own.provider("groq").orElseThrow().name()).isEqualTo("Acme");
        assertThat(own.facts(own.provider("groq").orElseThrow())).hasSize(1);
    }

    @Test
    void whatIsNotThereIsToldWhereItIsNamed() {
        assertThat(mistakes("providers:\n  - none.yaml\naccounts: [{provider: none, key: k}]\n"))
                .isEqualTo(
                        "freeway.yaml:2:5: 'none.yaml' cannot be read (expected: a provider's file,"
                                + " its path beside this one)");
    }

    @Test
    void twoFilesOfOneProviderAreOneTooMany() throws Exception {
        Files.writeString(directory.resolve("a.yaml"), ACME);
        Files.writeString(directory.resolve("b.yaml"), ACME);
        assertThat(mistakes("providers: [a.yaml, b.yaml]"))
                .isEqualTo("freeway.yaml:1:21: provider 'acme' stands in another file already");
    }

    @Test
    void mistakesOfAllFilesAreToldAtOnce() throws Exception {
        Path acme = directory.resolve("acme.yaml");
        Files.writeString(acme, ACME.replace("bucket: 6", "bucket: six"));
        assertThat(mistakes("dta: x\nproviders: [acme.yaml]\n").lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("freeway.yaml:1:1: unknown key 'dta'"))
                .anyMatch(line -> line.startsWith(acme + ":14:40: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    id: swift, context: 32000, output: 4000 | id: swift, context: 3200, output: 4000 | 12:5 | in rising order
                    models: | model: | 11:1 | unknown key 'model'
                    bucket: 6, period: 60s | window: 6, anchor: rolling | 14:5 | key 'period' is missing
                    bucket: 6, period: 60s | window: 6, anchor: day, zone: Mars/Base | 14:5 | Mars/Base
                    bucket: 6, period: 60s | slots: 6 | 14:5 | in_flight for slots, only
                    bucket: 6, period: 60s | bucket: table, period: 60s | 14:5 | with key 'table'
                    meter: requests | meter: micro_dollars | 12:5 | no price in micro_dollars
                    period: 60s, source | period: 60s, models: other, source | 12:5 | no limit and no gate covers 'swift'
                    period: 60s, source | period: 60s, when: {fact: plann, is: free}, source | 14:69 | did you mean 'plan'
                    default: free | default: none | 9:15 | default 'none' (expected: free, paid)
                    trains: "no", keeps: "no", source: a page, checked: 2026-11-19 | trains: "no", keeps: "no", source: a page, checked: 2026-13-19 | 7:10 | 2026-13-19
                    base_url: https://acme.example/v1 | base_url: https://acme example/v1 | 1:1 | acme example
                    """)
    void whatDoesNotFitIsToldWhereItStands(String right, String wrong, String place, String message)
            throws Exception {
        assertThat(ACME).contains(right);
        Path acme = Files.writeString(directory.resolve("acme.yaml"), ACME.replace(right, wrong));
        assertThat(mistakes("providers: [acme.yaml]\n").lines())
                .anyMatch(line ->
                        line.startsWith(acme + ":" + place + ": ") && line.contains(message));
    }
}
