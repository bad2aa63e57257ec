package dev.freeway.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * YAML files that come with the gateway: whatever lies in their folder.
 *
 * @param folder within the jar
 */
record Bundled(String folder) {
    static final Bundled CATALOG = new Bundled("dev/freeway/catalog");
    static final Bundled PLANS = new Bundled("dev/freeway/plans");

    private static final String YAML = ".yaml";

    /** Every document that has such a field, in order of file names. */
    List<Yaml.Fields> documents(String field) {
        return documents().stream().filter(file -> file.get(field).isPresent()).toList();
    }

    private List<Yaml.Fields> documents() {
        try {
            Path home = Path.of(location());
            return Files.isDirectory(home) ? lying(home) : packed(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI location() {
        try {
            return Bundled.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Yaml.Fields> lying(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            List<Path> sorted =
                    files.filter(file -> file.toString().endsWith(YAML)).sorted().toList();
            return sorted.stream().map(Bundled::read).toList();
        }
    }

    private static Yaml.Fields read(Path file) {
        try {
            return document(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Yaml.Fields> packed(Path jar) throws IOException {
        try (JarFile files = new JarFile(jar.toFile())) {
            List<String> names =
                    files.stream()
                            .map(java.util.zip.ZipEntry::getName)
                            .filter(name -> name.startsWith(folder) && name.endsWith(YAML))
                            .sorted()
                            .toList();
            List<Yaml.Fields> documents = new java.util.ArrayList<>(names.size());
            for (String name : names) {
                byte[] text = files.getInputStream(files.getEntry(name)).readAllBytes();
                documents.add(document(name, new String(text, StandardCharsets.UTF_8)));
            }
            return documents;
        }
    }

    private static Yaml.Fields document(String name, String text) {
        Mistakes mistakes = new Mistakes();
        Yaml yaml = YamlParser.parse(text, Variables.NONE, mistakes);
        if (mistakes.none() && yaml instanceof Yaml.Fields fields) {
            return fields;
        }
        throw new IllegalStateException(new BadFile(name, mistakes.all()));
    }
}
