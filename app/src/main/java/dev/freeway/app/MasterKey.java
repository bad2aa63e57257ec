package dev.freeway.app;

import dev.freeway.app.config.Config;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Change;
import dev.freeway.members.Document;
import dev.freeway.members.Records;
import dev.freeway.members.Seal;
import dev.freeway.members.Stale;
import java.io.IOException;
import java.nio.file.Files;
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
     * What seals here: nothing where several replicas would each make a key of their own.
     *
     * @param said what the environment says
     * @throws IOException where it is not the key that was used here before
     */
    static Seal take(Optional<Secret> said, Config config, Records records) throws IOException {
        Optional<String> check = check(records);
        if (said.isPresent()) {
            return checked(seal(said.get().reveal(), VARIABLE), VARIABLE, records);
        }
        Path file = config.data().resolve(FILE);
        if (check.isPresent() && (config.store().isPresent() || !Files.exists(file))) {
            throw new IOException(
                    "the master key that keys are sealed with is not here: set %s to it%s"
                            .formatted(
                                    VARIABLE,
                                    config.store().isPresent()
                                            ? ", the same on every replica"
                                            : ", or bring back " + file));
        }
        return config.store().isPresent()
                ? Seal.NONE
                : checked(
                        seal(kept(config.data()).reveal(), file.toString()),
                        file.toString(),
                        records);
    }

    /** That of the directory; made where it has none. */
    static Secret kept(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        Optional<String> old = DataDirectory.read(file);
        if (old.isPresent()) {
            return new Secret(old.get());
        }
        String master = Seal.fresh();
        DataDirectory.writePrivately(file, master);
        return new Secret(master);
    }

    private static Seal checked(Seal seal, String place, Records records) throws IOException {
        if (check(records).isEmpty()) {
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
