package dev.freeway.app.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The document that says which clients work: one table a section, written by the run. */
public final class Compatibility {
    private static final String NAME = "compatibility.md";
    private static final String HOW =
            "docs/reference/%1$s is not what the run says (to bring it up to date: cp"
                            .formatted(NAME)
                    + " app/target/%1$s docs/reference/)".formatted(NAME);

    private final Path committed;
    private final Path written;

    private Compatibility(Path home) {
        committed = home.resolve("docs/reference").resolve(NAME);
        written = home.resolve("app/target").resolve(NAME);
    }

    /** Begins a new copy of the committed document in {@code app/target}. */
    public static Compatibility begin(Path home) throws IOException {
        Compatibility document = new Compatibility(home);
        Files.writeString(document.written, Files.readString(document.committed));
        return document;
    }

    /** Writes a section of the copy, and fails where a client failed or the document differs. */
    public void check(String section, List<Row> rows) throws IOException {
        String said = Table.of(rows);
        String text = Files.readString(written);
        Matcher found = section(section, text);
        Files.writeString(
                written, text.substring(0, found.start(1)) + said + text.substring(found.end(1)));
        assertThat(Table.complaints(rows)).isEmpty();
        assertThat(said).as(HOW).isEqualTo(found.group(1));
    }

    private static Matcher section(String name, String text) {
        Matcher found =
                Pattern.compile(
                                "^## " + name + "\n\n(.*?)(?=\n## |\\z)",
                                Pattern.DOTALL | Pattern.MULTILINE)
                        .matcher(text);
        assertThat(found.find()).as("a section %s in %s", name, NAME).isTrue();
        return found;
    }
}
