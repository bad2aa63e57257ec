package dev.freeway.app;

import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Change;
import dev.freeway.members.Document;
import dev.freeway.members.Records;
import dev.freeway.members.Seal;
import dev.freeway.members.Stale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The key that all other keys are sealed with: from the environment, else from a file of ours. */
final class MasterKey {
    static final String VARIABLE = "FREEWAY_MASTER_KEY";

    private static final String FILE = "master-key";
    private static final String KIND = "seal";
    private static final String ID = "check";

    /** Sealed at the first start: what does not open it opens nothing here. */
    private static final String WORD = "freeway";

    private MasterKey() {}

    /**
     * What seals here; the key is made and kept at the first start.
     *
     * @param said what the environment says
     * @param directory of the data
     * @throws IOException where it is not the key that was used here before
     */
    static Seal take(Optional<Secret> said, Path directory, Records records) throws IOException {
        Path file = directory.resolve(FILE);
        String place = said.isPresent() ? VARIABLE : file.toString();
        Optional<String> check = check(records);
        Optional<String> master = said.map(Secret::reveal).or(() -> read(file));
        if (master.isEmpty() && check.isPresent()) {
            throw new IOException(
                    "the master key that keys are sealed with is not here: set %s to it (the same on"
                            .formatted(VARIABLE)
                            + " every replica), or bring back "
                            + file);
        }
        Seal seal = seal(master.isPresent() ? master.get() : fresh(file), place);
        if (check.isEmpty()) {
            keepCheck(seal, records);
        }
        boolean opens = check(records).flatMap(sealed -> seal.open(sealed, KIND)).isPresent();
        if (!opens) {
            throw new IOException(
                    "the master key in %s is another than what is kept here was sealed with"
                            .formatted(place));
        }
        return seal;
    }

    private static Optional<String> read(Path file) {
        try {
            return DataDirectory.read(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String fresh(Path file) throws IOException {
        String master = Seal.fresh();
        DataDirectory.writePrivately(file, master);
        return master;
    }

    private static Seal seal(String master, String place) throws IOException {
        try {
            return Seal.of(master);
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> check(Records records) {
        return records.all().stream()
                .filter(document -> document.kind().equals(KIND))
                .map(Document::body)
                .findFirst();
    }

    private static void keepCheck(Seal seal, Records records) {
        String sealed = seal.seal(WORD, KIND);
        try {
            records.commit("freeway", List.of(new Change.Put(KIND, ID, 0, sealed)));
        } catch (Stale _) {
            // Another replica was first: what it sealed is what has to open.
        }
    }
}
