package dev.freeway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher finds a JDK, builds what is not built, and starts the program. */
class LauncherTest {
    private LauncherSite site;

    @BeforeEach
    void build(@TempDir Path folder) {
        site = new LauncherSite(folder);
        site.mavenOnPath("3.6.3");
    }

    @Test
    void theFirstJdkThatIsNewEnoughIsTaken() {
        List<Path> places = new ArrayList<>();
        places.add(site.jdk("asked", "25"));
        places.add(site.jdk("home", "25.0.1"));
        places.add(site.jdk("on-path", "26-ea"));
        places.add(site.jdk("jvm/new", "27"));
        places.add(site.jdk(".sdkman/candidates/java/25", "25.0.3"));
        places.add(site.jdk(".jdks/new", "100"));
        site.environment.put("FREEWAY_JAVA_HOME", places.get(0).toString());
        site.environment.put("JAVA_HOME", places.get(1).toString());
        site.environment.compute("PATH", (_, path) -> path + ":" + places.get(2).resolve("bin"));
        for (Path expected : places) {
            assertThat(site.run("x").out()).startsWith(expected + "/bin/java ");
            site.write(expected.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
        }
    }

    @Test
    void withoutAJdkOneLineSaysWhatToInstall() {
        site.jdk("jvm/old", "17.0.2");
        site.write(site.root.resolve("jvm/runtime-only/release"), "JAVA_VERSION=\"25\"\n");
        LauncherSite.Run run = site.run("demo");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("JDK 25").contains("FREEWAY_JAVA_HOME");
        assertThat(site.calls()).isEmpty();
    }

    @Test
    void itIsBuiltOnceAndStartedFromAnywhereThroughALink() {
        site.jdk("jvm/new", "25.0.3");
        Path link = site.link(site.root.resolve("bin/freeway"), Path.of("../a house/freeway"));
        LauncherSite.Run first = LauncherSite.end(site.start(link, "run", "two words"));
        LauncherSite.Run second = LauncherSite.end(site.start(link, "run", "two words"));
        assertThat(first.err()).isEqualTo("building (once) ...\n");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains("-cp " + site.home + "/app/target/freeway/lib/* dev.freeway.app.Main")
                .contains(
                        "-XX:AOTCache=" + site.home + "/app/target/freeway/freeway-new-25.0.3.aot")
                .endsWith("Main run two words\n");
        assertThat(site.calls().getFirst()).endsWith("-q -DskipTests -pl app -am package");
        assertThat(site.builds()).isEqualTo(1);
    }

    @Test
    void itIsBuiltAgainWhenASourceHasChangedOrGone() {
        site.jdk("jvm/new", "25");
        List<Runnable> changes =
                List.of(
                        () -> {},
                        () -> site.write(site.home.resolve("app/src/main/java/A.java"), "a"),
                        () -> site.delete(site.home.resolve("app/src/main/java/B.java")),
                        () -> site.write(site.home.resolve("app/pom.xml"), "a"),
                        () -> site.write(site.home.resolve("catalog/other.yaml"), "a"),
                        () -> site.write(site.home.resolve("plans/some.yaml"), "a"),
                        () -> site.jdk("jvm/new", "25.0.4"));
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).run();
            site.run("x");
            site.run("x");
            assertThat(site.builds()).as("builds after change " + i).isEqualTo(i + 1);
        }
        site.write(site.home.resolve("app/src/test/java/ATest.java"), "a");
        site.run("x");
        assertThat(site.builds()).isEqualTo(changes.size());
    }

    @Test
    void nothingOfAnEarlierBuildStaysOnTheClassPath() {
        site.jdk("jvm/new", "25");
        Path old = site.home.resolve("app/target/freeway/lib/old-1.0.jar");
        site.write(old, "");
        site.run("x");
        assertThat(old).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneLauncherBuildsAndTheOthersWait(boolean flock) {
        if (!flock) {
            site.without("flock");
        }
        site.jdk("jvm/new", "25");
        site.environment.put("SLOW", "0.5");
        List<Process> processes =
                Stream.generate(() -> site.start(site.home.resolve("freeway"), "x"))
                        .limit(3)
                        .toList();
        List<String> said =
                processes.stream()
                        .map(LauncherSite::end)
                        .map(LauncherSite.Run::err)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        assertThat(said)
                .containsExactly(
                        "building (once) ...\n",
                        "waiting for another build ...\n",
                        "waiting for another build ...\n");
        assertThat(site.builds()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsIsShownAndTriedAgain() {
        site.jdk("jvm/new", "25");
        site.environment.put("BROKEN", "3");
        LauncherSite.Run run = site.run("x");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("closing lines");
        assertThat(run.out()).isEmpty();
        site.environment.remove("BROKEN");
        assertThat(site.run("x").exit()).isZero();
        assertThat(site.builds()).isEqualTo(2);
    }

    @Test
    void itGoesOnWithoutAStartUpCacheWhereNoneCanBeMade() {
        site.jdk("jvm/new", "25");
        site.environment.put("COLD", "yes");
        LauncherSite.Run run = site.run("x");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).hasLineCount(2).contains("no start-up cache could be made");
        assertThat(run.out()).doesNotContain("AOTCache");
    }

    @Test
    void theWrapperBringsMavenWhereItIsMissingOrTooOld() {
        site.jdk("jvm/new", "25");
        site.maven(site.home.resolve("mvnw"), "3.9.11");
        site.run("x");
        assertThat(site.calls().getFirst()).contains("/tools/mvn ");
        site.mavenOnPath("3.6.2");
        site.run("test");
        site.without("mvn");
        site.run("test");
        assertThat(site.calls()).filteredOn(call -> call.contains("/mvnw ")).hasSize(2);
    }

    @Test
    void anImageIsPackedOrOneLineSaysWhatMayHelp() {
        site.jdk("jvm/new", "25");
        LauncherSite.Run packed = site.run("image", "-Dimage.base=a");
        assertThat(packed.exit()).isZero();
        assertThat(packed.out()).isEqualTo(site.home + "/app/target/freeway-image.tar\n");
        assertThat(site.calls().getFirst())
                .endsWith("-q -DskipTests -Pimage -pl app -am package -Dimage.base=a");
        site.environment.put("BROKEN", "1");
        LauncherSite.Run broken = site.run("image");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).contains("no image was built").contains("-Dimage.base=");
    }

    @Test
    void testFormatsAndRunsEverythingAndPassesOnHowItEnded() {
        site.jdk("jvm/new", "25");
        site.environment.put("BROKEN", "7");
        LauncherSite.Run run = site.run("test", "-X");
        assertThat(run.exit()).isEqualTo(7);
        assertThat(run.out()).isEqualTo("closing lines\n");
        assertThat(site.calls().getFirst())
                .endsWith("-B -Dstyle.color=never spotless:check verify -X");
    }
}
