package dev.freeway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.app.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command, option, endpoint, configuration key and path that the documents name exists. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern VERB = Pattern.compile("\\./freeway ([a-z]+)([^\\n`|]*)");
    private static final Pattern OPTION = Pattern.compile("(--[a-z][a-z-]+)");
    private static final Pattern ENDPOINT =
            Pattern.compile(
                    "(?<![\\w.])(/(?:v1|api)/[a-z/]+|/livez|/readyz|/metrics|/openapi\\.json)");

    private final List<Path> documents = Sources.files(".md");

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(
                        offenders(
                                LINK,
                                (document, found) ->
                                        Files.exists(
                                                document.resolveSibling(found.group(1))
                                                        .normalize())))
                .isEmpty();
        assertThat(documents.size()).isGreaterThan(8);
    }

    @Test
    void everyVerbAndOptionExists() {
        Set<String> verbs = new TreeSet<>(List.of("test", "bench", "image", "help"));
        Set<String> options = new TreeSet<>(List.of("--help", "--version"));
        Stream.of("cli/src/main", "app/src/main", "bench/src/main")
                .flatMap(folder -> Sources.java(folder).stream())
                .map(Sources::text)
                .forEach(source -> {
                    find("name = \"([a-z]+)\"", source).forEach(verbs::add);
                    find("\"(--[a-z-]+)\"", source).forEach(options::add);
                });
        assertThat(
                        offenders(
                                VERB,
                                (_, found) ->
                                        verbs.contains(found.group(1))
                                                && find(OPTION.pattern(), found.group(2)).stream()
                                                        .allMatch(options::contains)))
                .isEmpty();
    }

    @Test
    void everyEndpointExists() {
        String api =
                Sources.text(
                        Sources.HOME.resolve(
                                "api/src/main/resources/dev/freeway/api/openapi.json"));
        assertThat(
                        offenders(
                                ENDPOINT,
                                (_, found) ->
                                        api.contains("\"" + found.group(1).replaceAll("/$", ""))))
                .isEmpty();
    }

    @Test
    void everyPathOfTheArchitectureExists() {
        String text = Sources.text(Sources.HOME.resolve("ARCHITECTURE.md"));
        List<String> missing =
                find("(?m)^\\s*`?([a-z]+/)`? ", text).stream()
                        .filter(path -> !Files.exists(Sources.HOME.resolve(path)))
                        .toList();
        assertThat(missing).isEmpty();
        for (String module :
                find("<module>([a-z]+)</module>", Sources.text(Sources.HOME.resolve("pom.xml")))) {
            assertThat(text).contains(module + "/");
        }
    }

    @Test
    void everyConfigurationKeyIsDocumented() {
        String guide = Sources.text(Sources.HOME.resolve("docs/reference/configuration.md"));
        List<String> missing = new ArrayList<>();
        keys(ConfigReader.schema(), missing, guide);
        assertThat(missing).isEmpty();
    }

    private static void keys(
            com.fasterxml.jackson.databind.JsonNode schema, List<String> missing, String guide) {
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    if (!guide.contains("`" + property.getKey() + "`")) {
                        missing.add(property.getKey());
                    }
                    keys(property.getValue(), missing, guide);
                });
        if (schema.has("items")) {
            keys(schema.get("items"), missing, guide);
        }
    }

    @FunctionalInterface
    private interface Rule {
        boolean holds(Path document, MatchResult found);
    }

    private List<String> offenders(Pattern pattern, Rule rule) {
        List<String> offenders = new ArrayList<>();
        for (Path document : documents) {
            pattern.matcher(Sources.text(document))
                    .results()
                    .filter(found -> !rule.holds(document, found))
                    .forEach(found -> offenders.add(Sources.name(document) + ": " + found.group()));
        }
        return offenders;
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
