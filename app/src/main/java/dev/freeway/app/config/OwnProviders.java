package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.app.config.Yaml.Items;
import dev.freeway.app.config.Yaml.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The providers' files that a configuration names.
 *
 * @param bad those that have mistakes
 * @param all whether every one could be used
 */
record OwnProviders(List<ProviderFile> files, List<BadFile> bad, boolean all) {
    OwnProviders {
        files = List.copyOf(files);
        bad = List.copyOf(bad);
    }

    /**
     * Reads them.
     *
     * @param config from whose folder their paths lead
     * @param mistakes where it is told which of them are not there, or there twice
     */
    static OwnProviders read(Path config, Yaml yaml, Mistakes mistakes) {
        List<ProviderFile> files = new ArrayList<>();
        List<BadFile> bad = new ArrayList<>();
        List<Text> named = named(yaml);
        Set<String> ids = new HashSet<>();
        for (Text name : named) {
            try {
                Path path = config.resolveSibling(ConfigReader.path(name.text()));
                ProviderFile file = ProviderFile.read(path);
                files.add(file);
                if (!ids.add(file.provider().id())) {
                    mistakes.add(
                            name.place(),
                            "provider '%s' stands in another file already"
                                    .formatted(file.provider().id()));
                }
            } catch (BadFile e) {
                bad.add(e);
            } catch (IOException | java.nio.file.InvalidPathException _) {
                mistakes.add(
                        name.place(),
                        "'%s' cannot be read (expected: a provider's file, its path beside this"
                                        .formatted(name.text())
                                + " one)");
            }
        }
        return new OwnProviders(files, bad, files.size() == named.size());
    }

    private static List<Text> named(Yaml yaml) {
        return yaml instanceof Fields fields
                        && fields.get("providers").orElse(yaml) instanceof Items items
                ? items.items().stream()
                        .filter(Text.class::isInstance)
                        .map(Text.class::cast)
                        .toList()
                : List.of();
    }
}
