package dev.freeway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command line as the program has it, and what it said. */
final class Spoken {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine freeway = new CommandLine(new Freeway());

    /** The program the verbs are added to. */
    @Command(name = "freeway")
    static final class Freeway {}

    Spoken(Surroundings surroundings) {
        Verbs.all(surroundings).forEach(freeway::addSubcommand);
        freeway.setOut(new PrintWriter(out, true));
        freeway.setErr(new PrintWriter(err, true));
    }

    static Spoken to(FakeGateway gateway) {
        return new Spoken(surroundings(gateway));
    }

    static Surroundings surroundings(FakeGateway gateway) {
        Address address = new Address(gateway.url(), "fw_test");
        return new Surroundings(
                () -> Optional.of(address),
                () -> Optional.of(address),
                false,
                80,
                () -> NOW,
                name -> Optional.of("sk-canary").filter(_ -> name.equals("KEY")));
    }

    int execute(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return freeway.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
