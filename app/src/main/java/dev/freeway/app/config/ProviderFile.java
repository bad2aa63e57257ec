package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A provider as a file of an operator's own describes it, in the catalog's form.
 *
 * @param facts what may be said of an account there
 */
public record ProviderFile(Provider provider, List<Fact> facts) {
    private static final String SCHEMA = "/dev/freeway/catalog/schema.json";

    public ProviderFile {
        facts = List.copyOf(facts);
    }

    /**
     * Reads {@code file}.
     *
     * @throws BadFile with every mistake in it
     * @throws IOException where it cannot be read at all
     */
    public static ProviderFile read(Path file) throws BadFile, IOException {
        Mistakes mistakes = new Mistakes();
        Yaml yaml = YamlParser.parse(Files.readString(file), Variables.NONE, mistakes);
        SchemaCheck.check(yaml, Resources.text(SCHEMA), mistakes);
        if (mistakes.none() && yaml instanceof Fields fields) {
            new ProviderCheck(mistakes).check(fields);
        }
        if (!mistakes.none()) {
            throw new BadFile(file.toString(), mistakes.all());
        }
        Fields fields = (Fields) yaml;
        return new ProviderFile(CatalogReader.provider(fields), CatalogReader.facts(fields));
    }
}
