package dev.freeway.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small house in a folder with a space, where the launcher meets a JDK and a Maven that only
 * write down their calls.
 */
final class LauncherSite {
    private static final List<String> TOOLS =
            List.of(
                    "bash",
                    "env",
                    "dirname",
                    "basename",
                    "readlink",
                    "find",
                    "mkdir",
                    "rm",
                    "mv",
                    "touch",
                    "cat",
                    "sed",
                    "head",
                    "sort",
                    "ln",
                    "sleep",
                    "flock");

    final Path root;
    final Path home;
    final Map<String, String> environment = new TreeMap<>();
    private final Path tools;

    /** What a run of the launcher left behind. */
    record Run(int exit, String out, String err) {}

    LauncherSite(Path folder) {
        root = folder;
        home = folder.resolve("a house");
        tools = folder.resolve("tools");
        TOOLS.forEach(this::tool);
        write(home.resolve("pom.xml"), "");
        write(home.resolve("app/pom.xml"), "");
        write(home.resolve("app/src/main/java/A.java"), "");
        write(home.resolve("app/src/main/java/B.java"), "");
        write(home.resolve("catalog/some.yaml"), "");
        write(home.resolve("plans/some.yaml"), "");
        String launcher = Sources.text(Sources.HOME.resolve("freeway"));
        script(home.resolve("freeway"), launcher.replace("/usr/lib/jvm", "\"$HOME\"/jvm"));
        age();
        environment.put("HOME", folder.toString());
        environment.put("PATH", tools.toString());
    }

    /** A JDK that says its version in its release file, and with which arguments it was started. */
    Path jdk(String place, String version) {
        Path jdk = root.resolve(place);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        script(
                jdk.resolve("bin/java"),
                """
                #!/usr/bin/env bash
                for argument; do
                  case $argument in
                    -XX:AOTCacheOutput=*) [ -z "${COLD:-}" ] || exit 1; : >"${argument#*=}" ;;
                  esac
                done
                echo "$0 $*"
                """);
        return jdk;
    }

    /** A Maven that appends its arguments to {@code calls} when it begins and when it ends. */
    void maven(Path at, String version) {
        script(
                at,
                """
                #!/usr/bin/env bash
                if [ "$1" = --version ]; then echo "Apache Maven %s (x)"; exit; fi
                echo "begin $0 $*" >>"$HOME/calls"
                mkdir -p app/target/freeway/lib
                sleep "${SLOW:-0}"
                echo "end" >>"$HOME/calls"
                echo "closing lines"
                exit "${BROKEN:-0}"
                """
                        .formatted(version));
    }

    void mavenOnPath(String version) {
        maven(tools.resolve("mvn"), version);
    }

    void without(String name) {
        delete(tools.resolve(name));
    }

    /** What Maven was called with. */
    List<String> calls() {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Sources.text(calls).lines().toList() : List.of();
    }

    long builds() {
        return calls().stream().filter(call -> call.startsWith("begin")).count();
    }

    Run run(String... arguments) {
        return end(start(home.resolve("freeway"), arguments));
    }

    Process start(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Run end(Process process) {
        try {
            String out = new String(process.getInputStream().readAllBytes());
            String err = new String(process.getErrorStream().readAllBytes());
            return new Run(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path link(Path link, Path target) {
        try {
            Files.createDirectories(link.getParent());
            return Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void script(Path file, String text) {
        write(file, text);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tool(String name) {
        Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(found ->
                        script(tools.resolve(name), "#!/bin/sh\nexec " + found + " \"$@\"\n"));
    }

    /** Makes everything an hour old. */
    private void age() {
        try (Stream<Path> files = Files.walk(home)) {
            FileTime then = FileTime.from(Instant.now().minusSeconds(3600));
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, then);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
