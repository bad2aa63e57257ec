package dev.freeway.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this project. */
final class Sources {
    static final Path HOME =
            Path.of(System.getProperty("freeway.home", "..")).toAbsolutePath().normalize();

    private Sources() {}

    /** Every Java file whose path contains {@code part}. */
    static List<Path> java(String part) {
        return files(".java").stream().filter(file -> file.toString().contains(part)).toList();
    }

    static List<Path> files(String suffix) {
        try (Stream<Path> all = Files.walk(HOME)) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.toString().matches(".*/(target|node_modules|\\.git)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return HOME.relativize(file).toString();
    }
}
