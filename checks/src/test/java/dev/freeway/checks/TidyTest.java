package dev.freeway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small by law. */
class TidyTest {
    @Test
    void everyFileIsTidy() {
        List<String> offences = new ArrayList<>();
        List<Path> files = Sources.java("/src/");
        assertThat(files.size()).isGreaterThan(100);
        for (Path file : files) {
            offences.addAll(Tidiness.offences(Sources.name(file), Sources.text(file)));
        }
        assertThat(offences).isEmpty();
    }

    /** The rules find what was planted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class LedgerImpl {}|say what it is",
                "class StringUtils {}|say what it is",
                "class AbstractLedger {}|say what it is",
                "class ATypeWithANameThatGoesOnAndOnAndOnAndOn {}|characters",
                "public class Bare {}|no Javadoc",
                "class A { void f(int a, int b, int c, int d, int e, int f) {} }|takes 6",
                "class A { void f() { if (a) { for (;;) { while (b) { if (c) {} } } } } }|nested"
                        + " deeper",
                "class A { } // TODO|finish it"
            })
    void offendersAreFound(String source, String said) {
        assertThat(Tidiness.offences("some/src/main/A.java", source))
                .anyMatch(line -> line.contains(said));
    }

    @Test
    void longMethodsAndFilesAreFound() {
        String method = "class A { void f() {" + "\n;".repeat(50) + "} }";
        assertThat(Tidiness.offences("a/src/main/A.java", method))
                .anyMatch(line -> line.contains("lines"));
        assertThat(Tidiness.offences("a/src/main/A.java", "class A {}" + "\n".repeat(500) + ";"))
                .anyMatch(line -> line.contains("second reason"));
    }

    @Test
    void whatIsTidyIsLeftAlone() {
        String tidy =
                "/** Fine. */ public class Fine { void f() { if (a) { b(); } else if (c) { d(); } }"
                        + " }";
        assertThat(Tidiness.offences("a/src/main/Fine.java", tidy)).isEmpty();
    }
}
