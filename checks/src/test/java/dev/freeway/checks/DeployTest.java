package dev.freeway.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.app.config.Drain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The image, the compose file and the chart say what the program says. */
class DeployTest {
    private static final Path DEPLOY = Sources.HOME.resolve("deploy");
    private static final String CHART = DEPLOY.resolve("helm/freeway").toString();
    private static final String POM = Sources.text(Sources.HOME.resolve("app/pom.xml"));
    private static final String VERSION = first("<version>([^<$]+)</version>", POM);
    private static final String STORE = "FREEWAY_STORE";
    private static final Duration LONGEST_DRAIN = Drain.USUAL.notice().plus(Drain.USUAL.finish());

    @TempDir Path directory;

    @Test
    void theImageIsStartedAsTheLauncherStarts() {
        String launcher = Sources.text(Sources.HOME.resolve("freeway"));
        String quiet = first("(?m)^quiet=\\((.*)\\)$", launcher);
        String flags = first("(?m)^flags=\\((.*)\\)$", launcher);
        assertThat(all("<jvmFlag>([^<]+)</jvmFlag>", POM).toList())
                .containsExactly(flags.replace("\"${quiet[@]}\"", quiet).split(" "));
    }

    @Test
    void theComposeFileIsOpenOnLoopbackOnlyAndHoldsNoSecret() {
        Tree compose = tree(Sources.text(DEPLOY.resolve("compose.yaml")));
        Tree gateway = compose.at("services").at("gateway");
        assertThat(gateway.text("image")).isEqualTo("freeway:" + VERSION);
        for (String name : compose.at("services").names()) {
            Tree service = compose.at("services").at(name);
            assertThat(service.texts("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
            assertThat(compose.at("secrets").names()).containsAll(service.texts("secrets"));
            for (String variable : service.at("environment").names()) {
                String value = service.at("environment").text(variable);
                assertThat(variable.endsWith("_FILE")).isEqualTo(value.startsWith("/run/secrets/"));
                assertThat(variable).doesNotMatch(".*(PASSWORD|TOKEN|KEY|STORE)");
            }
        }
        assertThat(gateway.at("depends_on").at("postgres").text("condition"))
                .isEqualTo("service_healthy");
        assertThat(compose.at("services").at("postgres").names()).contains("healthcheck");
        assertThat(gateway.text("read_only")).isEqualTo("true");
        assertThat(gateway.texts("cap_drop")).containsExactly("ALL");
        assertThat(gateway.text("user")).isEqualTo(first("<user>(.*)</user>", POM));
        String grace = gateway.text("stop_grace_period").replace("s", "");
        assertThat(Duration.ofSeconds(Long.parseLong(grace))).isGreaterThan(LONGEST_DRAIN);
    }

    @Test
    void theComposeFilesConfigurationIsRead() throws Exception {
        Config config = read(Sources.text(DEPLOY.resolve("freeway.yaml")));
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.tokens()).isNotEmpty();
    }

    @Test
    void theChartHasThisVersionAndLints() throws Exception {
        Tree chart = tree(Sources.text(Path.of(CHART, "Chart.yaml")));
        assertThat(chart.text("version")).isEqualTo(VERSION);
        assertThat(chart.text("appVersion")).isEqualTo(VERSION);
        assertThat(helm("lint", "--strict", CHART)).contains("0 chart(s) failed");
    }

    @Test
    void aRollingRestartOfTheChartDropsNothing() throws Exception {
        Tree deployment = manifests().get("Deployment").at("spec");
        Tree rolling = deployment.at("strategy").at("rollingUpdate");
        assertThat(rolling.text("maxUnavailable")).isEqualTo("0");
        Tree pod = deployment.at("template").at("spec");
        assertThat(Long.parseLong(pod.text("terminationGracePeriodSeconds")))
                .isGreaterThan(LONGEST_DRAIN.toSeconds());
        Tree gateway = pod.each("containers").getFirst();
        assertThat(path(gateway, "readinessProbe")).isEqualTo("/readyz");
        assertThat(path(gateway, "livenessProbe")).isEqualTo("/livez");
        Tree probe = gateway.at("readinessProbe");
        long unnoticed =
                Long.parseLong(probe.text("periodSeconds"))
                        * Long.parseLong(probe.text("failureThreshold"));
        assertThat(Duration.ofSeconds(unnoticed)).isLessThan(Drain.USUAL.notice());
    }

    @Test
    void aPodOfTheChartMayDoNoMoreThanItNeeds() throws Exception {
        Map<String, Tree> manifests = manifests("--set", "networkPolicy.enabled=true");
        assertThat(manifests.keySet())
                .containsExactlyInAnyOrder(
                        "Deployment",
                        "Service",
                        "ConfigMap",
                        "ServiceAccount",
                        "PodDisruptionBudget",
                        "NetworkPolicy");
        assertThat(manifests.get("ServiceAccount").text("automountServiceAccountToken"))
                .isEqualTo("false");
        assertThat(manifests.get("NetworkPolicy").at("spec").texts("ingress")).isEmpty();
        Tree pod = manifests.get("Deployment").at("spec").at("template").at("spec");
        assertThat(pod.text("automountServiceAccountToken")).isEqualTo("false");
        assertThat(pod.at("securityContext").text("runAsNonRoot")).isEqualTo("true");
        Tree gateway = pod.each("containers").getFirst();
        Tree security = gateway.at("securityContext");
        assertThat(security.text("readOnlyRootFilesystem")).isEqualTo("true");
        assertThat(security.text("allowPrivilegeEscalation")).isEqualTo("false");
        assertThat(security.at("capabilities").texts("drop")).containsExactly("ALL");
        assertThat(gateway.each("env").getFirst().at("valueFrom").at("secretKeyRef").text("key"))
                .isEqualTo(STORE);
    }

    @Test
    void theChartsConfigurationIsRead() throws Exception {
        Tree map = manifests("--set", "drain.notice=7").get("ConfigMap");
        Config config = read(map.at("data").text("freeway.yaml"));
        assertThat(config.drain())
                .isEqualTo(new Drain(Duration.ofSeconds(7), Drain.USUAL.finish()));
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.accounts()).isNotEmpty();
    }

    private static String path(Tree container, String probe) {
        return container.at(probe).at("httpGet").text("path");
    }

    private Config read(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        return new ConfigReader(Catalog.load(), DeployTest::variable, directory).read(file);
    }

    private static Optional<String> variable(String name) {
        return Optional.of(
                name.equals(STORE) ? "postgresql://me:secret@host:5432/db" : "a-value-of-" + name);
    }

    private Map<String, Tree> manifests(String... options) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("template", "release", CHART), Arrays.stream(options))
                        .toList();
        Map<String, Tree> manifests = new TreeMap<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(helm(command.toArray(String[]::new)))
                .forEach(loaded -> {
                    Tree manifest = new Tree(loaded);
                    manifests.put(manifest.text("kind"), manifest);
                });
        return manifests;
    }

    private static String helm(String... arguments) throws IOException, InterruptedException {
        Optional<Path> helm =
                Arrays.stream(System.getenv("PATH").split(":", -1))
                        .map(folder -> Path.of(folder, "helm"))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeThat(helm).as("skipped: helm is not installed").isPresent();
        Process process =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of(helm.get().toString()),
                                                Arrays.stream(arguments))
                                        .toList())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String first(String pattern, String text) {
        return all(pattern, text).findFirst().orElseThrow();
    }

    private static Stream<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult r) -> r.group(1));
    }

    private static Tree tree(String yaml) {
        return new Tree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    /** YAML as it was loaded; what is not there is empty. */
    private record Tree(Object loaded) {
        private Map<?, ?> map() {
            return loaded instanceof Map<?, ?> map ? map : Map.of();
        }

        Tree at(String name) {
            return new Tree(Objects.requireNonNullElse(map().get(name), Map.of()));
        }

        String text(String name) {
            return Objects.toString(map().get(name));
        }

        List<String> names() {
            return map().keySet().stream().map(Object::toString).toList();
        }

        List<Tree> each(String name) {
            return at(name).loaded instanceof List<?> list
                    ? list.stream().map(Tree::new).toList()
                    : List.of();
        }

        List<String> texts(String name) {
            return each(name).stream().map(each -> each.loaded.toString()).toList();
        }
    }
}
