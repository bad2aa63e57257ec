package dev.freeway.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.member.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The providers and plans that come with the program. */
public record Catalog(List<Provider> providers, List<Plan> plans) {
    private static final String ROOT = "/dev/freeway/";

    public Catalog {
        providers = List.copyOf(providers);
        plans = List.copyOf(plans);
    }

    /** Reads every file that {@code index.txt} lists. */
    public static Catalog load() {
        return new Catalog(
                files("catalog").stream().map(Catalog::tree).map(TermsReader::provider).toList(),
                files("plans").stream().map(Catalog::tree).map(TermsReader::plan).toList());
    }

    public Optional<Provider> provider(String id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    public Optional<Plan> plan(String id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    private static List<String> files(String folder) {
        return text(folder + "/index.txt")
                .lines()
                .map(name -> folder + "/" + name)
                .sorted()
                .toList();
    }

    private static JsonNode tree(String file) {
        return YamlFile.readTrusted(file, text(file));
    }

    private static String text(String file) {
        try (InputStream in = Catalog.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
