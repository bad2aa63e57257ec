package dev.freeway.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freeway doctor}: what is well here, and what is not. */
@Command(
        name = "doctor",
        description =
                "Check Java, configuration, clock, disk, each provider, and what accounts may do.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--config", description = "the YAML file to check; by default the environment")
    private @Nullable Path file;

    @Option(names = "--json", description = "print the findings as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    DoctorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ConfigReader reader =
                new ConfigReader(Catalog.load(), environment::variable, Main.home(environment));
        ConfigWatch.Source source =
                () -> file == null ? reader.fromEnvironment() : reader.read(file);
        List<Finding> findings;
        try (Network network = Network.open(1)) {
            findings = new Doctor(network, InstantSource.system()).examine(source);
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(asJson(findings));
        } else {
            findings.forEach(finding -> out.println(finding.line()));
        }
        out.flush();
        return findings.stream().anyMatch(f -> f.state() == Finding.State.BAD) ? 1 : 0;
    }

    private static ArrayNode asJson(List<Finding> findings) {
        ArrayNode list = Json.array();
        for (Finding finding : findings) {
            list.addObject()
                    .put("check", finding.check())
                    .put("state", finding.state().id())
                    .put("detail", finding.detail());
        }
        return list;
    }
}
