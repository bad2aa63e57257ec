package dev.freeway.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Files that come with the gateway.
 *
 * @param folder within the jar, with an {@code index.txt} that names them
 */
record Bundled(String folder) {
    static final Bundled CATALOG = new Bundled("catalog");
    static final Bundled PLANS = new Bundled("plans");

    /** Every document, in order of file names. */
    List<Yaml.Fields> documents() {
        return text("index.txt").lines().sorted().map(this::document).toList();
    }

    private Yaml.Fields document(String name) {
        Mistakes mistakes = new Mistakes();
        Yaml yaml = YamlParser.parse(text(name), Variables.NONE, mistakes);
        if (mistakes.none() && yaml instanceof Yaml.Fields fields) {
            return fields;
        }
        throw new IllegalStateException(new BadFile(name, mistakes.all()));
    }

    private String text(String name) {
        String path = "/dev/freeway/" + folder + "/" + name;
        try (InputStream in = Bundled.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
