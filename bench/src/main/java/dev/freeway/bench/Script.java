package dev.freeway.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is measured from outside: a script of the folder {@code bench}. */
final class Script {
    private Script() {}

    static void run(String name, String[] args) throws IOException, InterruptedException {
        Path script = Path.of("bench", name + ".sh");
        if (!Files.exists(script)) {
            throw new IOException("no " + script + " (run it from the project's folder)");
        }
        Process process =
                new ProcessBuilder(
                                java.util.stream.Stream.concat(
                                                List.of("bash", script.toString()).stream(),
                                                List.of(args).stream())
                                        .toList())
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(System.out::println);
        }
        if (process.waitFor() != 0) {
            throw new IOException(script + " failed");
        }
    }
}
