package dev.freeway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the console by their names: our own, and of libraries those that are used. */
final class WebFiles {
    private static final String FOLDER = "dev/freeway/console/web";
    private static final String JARS = "/META-INF/resources/webjars/";
    private static final String POMS = "/META-INF/maven/org.webjars.npm/";

    /** Of each jar what our modules import, and what that does. */
    private static final Map<String, List<String>> LIBRARY =
            Map.of(
                    "lit", List.of("index.js", "directives/repeat.js", "directives/live.js"),
                    "lit-element", List.of("lit-element.js"),
                    "lit-html",
                            List.of(
                                    "lit-html.js",
                                    "is-server.js",
                                    "directive.js",
                                    "directive-helpers.js",
                                    "directives/repeat.js",
                                    "directives/live.js"),
                    "lit__reactive-element", List.of("reactive-element.js", "css-tag.js"),
                    "chart.js", List.of("dist/chart.js", "dist/chunks/helpers.dataset.js"),
                    "kurkle__color", List.of("dist/color.esm.js"),
                    "marked", List.of("lib/marked.esm.js"),
                    "dompurify", List.of("dist/purify.es.mjs"));

    private WebFiles() {}

    static SortedMap<String, byte[]> all() {
        SortedMap<String, byte[]> all = new TreeMap<>(own());
        LIBRARY.forEach((jar, names) -> {
            String folder = JARS + jar + "/" + version(jar) + "/";
            names.forEach(name -> all.put("lib/" + jar + "/" + name, resource(folder + name)));
        });
        return all;
    }

    private static Map<String, byte[]> own() {
        try {
            Path home =
                    Path.of(
                            WebFiles.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isDirectory(home)) {
                return under(home.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(home)) {
                return under(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> under(Path folder) throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                all.put(name, Files.readAllBytes(path));
            }
        }
        return all;
    }

    private static String version(String jar) {
        Properties pom = new Properties();
        try (InputStream in = WebFiles.class.getResourceAsStream(POMS + jar + "/pom.properties")) {
            if (in == null) {
                throw new IllegalStateException("no webjar " + jar);
            }
            pom.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pom.getProperty("version", "");
    }

    private static byte[] resource(String name) {
        try (InputStream in = WebFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from its jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
