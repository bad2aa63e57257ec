package dev.freeway.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Arrows point to the core, and each room keeps to itself what is its own. */
class LayersTest {
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.freeway");

    /** What each room may know, itself and the JDK apart. */
    private static final Map<String, List<String>> KNOWS =
            Map.of(
                    "core", List.of(),
                    "wire", List.of(),
                    "relay", List.of("core"),
                    "provider", List.of("core", "relay", "wire"),
                    "members", List.of("core"),
                    "store", List.of("core", "members", "relay"),
                    "api", List.of("core", "members", "relay", "wire"),
                    "console", List.of("wire"),
                    "cli", List.of("wire"),
                    "emulator", List.of("wire"));

    @Test
    void everyRoomKnowsOnlyTheRoomsItMay() {
        assertThat(ALL).isNotEmpty();
        KNOWS.forEach((room, known) -> {
            List<String> others =
                    List.of(
                                    "core",
                                    "members",
                                    "wire",
                                    "relay",
                                    "provider",
                                    "store",
                                    "api",
                                    "console",
                                    "cli",
                                    "emulator",
                                    "app")
                            .stream()
                            .filter(other -> !other.equals(room) && !known.contains(other))
                            .map(other -> "dev.freeway." + other + "..")
                            .toList();
            noClasses()
                    .that()
                    .resideInAPackage("dev.freeway." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others.toArray(String[]::new))
                    .because(room + " may know " + known + " only")
                    .check(ALL);
        });
    }

    @Test
    void theCoreKnowsTheJdkAloneAndNeitherFilesNorSocketsNorThreads() {
        classes()
                .that()
                .resideInAPackage("dev.freeway.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.freeway.core..", "java..", "org.jspecify..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("dev.freeway.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.util.concurrent..",
                        "java.sql..",
                        "java.net.http..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ALL);
    }

    @Test
    void onlyTheStoreHasSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.freeway.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .check(ALL);
    }

    @Test
    void onlyTheWireOpensSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.freeway.wire..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Socket|ServerSocket|DatagramSocket)|java\\.net\\.http\\.HttpClient")
                .orShould()
                .callMethodWhere(
                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates
                                        .nameMatching(
                                                "create(Http|Net|WebSocket)(Server|Client).*|httpClientBuilder")))
                .check(ALL);
    }

    @Test
    void onlyTheAppReadsTheClockAndTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.freeway.app..", "dev.freeway.bench..", "dev.freeway.testkit..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(java.time.InstantSource.class, "system")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(ALL);
    }

    @Test
    void nothingIsHiddenInThreadsOrStatics() {
        noFields().should().haveRawType(ThreadLocal.class).check(ALL);
        fields().that()
                .areStatic()
                .and()
                .doNotHaveName("$jacocoData")
                .should()
                .beFinal()
                .check(ALL);
    }

    @Test
    void everyDoorGoesThroughTheRelay() {
        noClasses()
                .that()
                .resideInAPackage("dev.freeway.api..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Upstream")
                .check(ALL);
    }

    /** Who gave a wire its name, and what is a word of every day. */
    private static final List<String> WORDS =
            List.of("openai", "gemini", "replicate", "local", "equivalents");

    /** A provider is data first: its name stands in the catalog, its adapter and its stand-in. */
    @Test
    void noProviderIsNamedElsewhere() {
        List<String> offenders = new ArrayList<>();
        for (Path catalog : Sources.files(".yaml")) {
            if (!Sources.name(catalog).startsWith("catalog/")) {
                continue;
            }
            String id = catalog.getFileName().toString().replace(".yaml", "");
            if (WORDS.contains(id)) {
                continue;
            }
            Pattern word =
                    Pattern.compile("\\b" + Pattern.quote(id) + "\\b", Pattern.CASE_INSENSITIVE);
            for (Path file : Sources.java("/src/main/")) {
                String room = Sources.name(file).split("/")[0];
                boolean allowed = List.of("provider", "emulator", "bench").contains(room);
                if (!allowed && word.matcher(strings(Sources.text(file))).find()) {
                    offenders.add(Sources.name(file) + " names " + id);
                }
            }
        }
        assertThat(offenders).isEmpty();
    }

    /** The string literals of a file. */
    private static String strings(String source) {
        return Pattern.compile("\"([^\"\\\\]|\\\\.)*\"")
                .matcher(source)
                .results()
                .map(r -> r.group())
                .toList()
                .toString();
    }
}
