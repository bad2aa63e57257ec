package dev.freeway.app;

import dev.freeway.cli.Ask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code freeway warm}: what the launcher runs once after a build, to learn what a start needs. */
@Command(name = "warm", hidden = true, description = "Serve a few requests and stop.")
final class WarmCommand implements Callable<Integer> {
    private static final int REQUESTS = 20;
    private static final double SPEED = 10_000;

    private final Environment environment;

    WarmCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("freeway-warm-");
        ScaledClock clock =
                new ScaledClock(InstantSource.system().instant(), SPEED, System::nanoTime);
        try (Demo demo = new Demo(new Demo.Wishes(0, SPEED, directory, clock))) {
            for (int i = 0; i < REQUESTS; i++) {
                Ask.once(demo.url(), demo.token(), i % 2 == 0);
            }
        }
        Main.commandLine(environment).getUsageMessage();
        return 0;
    }
}
