package dev.freeway.app;

import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.Entrances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Lets a demo set itself up, as {@code freeway setup} does for a gateway that stays. */
final class FirstOperator {
    private static final String NAME = "operator";
    private static final String FILE = "admin-token";

    /** So that its playground answers. */
    private static final String PLAN = "personal";

    private FirstOperator() {}

    /**
     * The token of its operator, kept beside the ledger.
     *
     * @param data where that is
     */
    static Optional<String> of(Gateway gateway, Path data) throws IOException {
        Path kept = data.resolve(FILE);
        try {
            Entrances entrances = gateway.members().entrances();
            Optional<Secret> code = entrances.setupCode();
            if (code.isPresent()) {
                Entrances.Comer comer = new Entrances.Comer(NAME, "", new Secret(""));
                Secret token = entrances.setUp(code.get().reveal(), comer, PLAN).first().text();
                DataDirectory.writePrivately(kept, token.reveal());
            }
        } catch (Declined e) {
            throw new IOException("the demo's operator: " + e.getMessage(), e);
        }
        return DataDirectory.read(kept);
    }
}
