package dev.freeway.app;

import dev.freeway.cli.Surroundings;
import dev.freeway.cli.Verbs;
import dev.freeway.relay.LedgerUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code freeway VERB}. */
@Command(
        name = "freeway",
        description = "Every free AI tier you hold behind one OpenAI-compatible endpoint.",
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "The launcher adds: test (build and run every test), bench (measure), image (pack).",
            "Exit codes: 0 fine, 1 refused or failed, 2 used wrongly or no gateway."
        },
        mixinStandardHelpOptions = true,
        version = "freeway " + Gateway.VERSION)
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(Environment.ofProcess()).execute(args));
    }

    static CommandLine commandLine(Environment environment) {
        CommandLine freeway = new CommandLine(new Main());
        freeway.addSubcommand(new ServeCommand(environment));
        freeway.addSubcommand(new DemoCommand(environment));
        freeway.addSubcommand(new DoctorCommand(environment));
        freeway.addSubcommand(new WarmCommand(environment));
        Surroundings surroundings =
                new Surroundings(
                        environment::gateway,
                        environment::administered,
                        environment.variable("NO_COLOR").isEmpty()
                                && Optional.ofNullable(System.console())
                                        .filter(java.io.Console::isTerminal)
                                        .isPresent(),
                        width(environment.variable("COLUMNS")),
                        InstantSource.system(),
                        environment::variable);
        Verbs.all(surroundings).forEach(freeway::addSubcommand);
        freeway.setExecutionExceptionHandler(Main::sayInWords);
        freeway.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        freeway.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return freeway;
    }

    /** What went wrong, in a line; a bug shows where it is. */
    private static int sayInWords(
            Exception failure, CommandLine verb, CommandLine.ParseResult parsed) {
        boolean expected =
                failure instanceof IOException
                        || failure instanceof UncheckedIOException
                        || failure instanceof LedgerUnavailable;
        if (!expected) {
            failure.printStackTrace(verb.getErr());
        }
        String cause = failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
        verb.getErr().println("freeway: " + failure.getMessage() + cause);
        return 1;
    }

    private static int width(Optional<String> columns) {
        return columns.filter(text -> text.matches("\\d{2,3}")).map(Integer::parseInt).orElse(100);
    }

    /** Where the program keeps things when it is not told. */
    static Path home(Environment environment) {
        return environment
                .variable("FREEWAY_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".freeway"));
    }
}
