package dev.freeway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.config.Catalog;
import dev.freeway.core.catalog.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/reference/providers.md says what the catalog says. */
class ProvidersDocumentTest {
    private static final String NAME = "providers.md";
    private static final Path WRITTEN = Sources.HOME.resolve("checks/target").resolve(NAME);
    private static final Path COMMITTED = Sources.HOME.resolve("docs/reference").resolve(NAME);
    private static final String HOW =
            "docs/reference/%1$s is not what the catalog says (to bring it up to date: cp"
                            .formatted(NAME)
                    + " checks/target/%1$s docs/reference/)".formatted(NAME);

    private final Catalog catalog = Catalog.load();

    @Test
    void theDocumentIsTheCatalogs() throws IOException {
        String text = new ProvidersDocument(catalog).text();
        Files.writeString(WRITTEN, text);
        assertThat(COMMITTED).as(HOW).exists();
        assertThat(text).as(HOW).isEqualTo(Sources.text(COMMITTED));
    }

    @Test
    void everyProviderModelLimitFactAndSourceIsInIt() {
        String text = new ProvidersDocument(catalog).text();
        for (Provider provider : catalog.providers()) {
            assertThat(text)
                    .contains(
                            "## " + provider.name(),
                            provider.keyVariables()
                                    .toString()
                                    .replaceAll("[\\[\\]]", "")
                                    .split(",", -1)[0]);
            provider.models().forEach(model -> assertThat(text).contains("`" + model.id() + "`"));
            catalog.facts(provider)
                    .forEach(fact ->
                            assertThat(text).contains("`" + fact.name() + "`", fact.about()));
            provider.terms()
                    .clauses()
                    .forEach(clause -> assertThat(text).contains(clause.provenance().source()));
            provider.terms()
                    .billings()
                    .forEach(billing -> assertThat(text).contains(billing.about()));
        }
    }
}
