package dev.freeway.bench;

import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Actor;
import dev.freeway.members.Bounds;
import dev.freeway.members.Declined;
import dev.freeway.members.Entrances.Comer;
import dev.freeway.members.Found;
import dev.freeway.members.People;
import dev.freeway.members.Records;
import dev.freeway.members.Registry;
import dev.freeway.members.Role;
import dev.freeway.members.Scope;
import dev.freeway.members.Seal;
import dev.freeway.members.TokenDesk.Wanted;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Members, each with a token that lives and one that was revoked. Thread-safe. */
final class Bearers implements AutoCloseable {
    private static final String PLAN = "bench";
    private static final int MEMBERS = 200;

    private final Registry registry;
    private final List<String> living = new ArrayList<>();
    private final List<String> revoked = new ArrayList<>();

    Bearers(Records records, InstantSource clock) throws Declined {
        registry =
                new Registry(
                        records,
                        () -> Set.of(PLAN),
                        _ -> false,
                        clock,
                        new SecureRandom(),
                        Seal.NONE);
        Secret code = registry.entrances().setupCode().orElseThrow();
        People.Added root =
                registry.entrances()
                        .setUp(code.reveal(), new Comer("root", "", new Secret("")), PLAN);
        Actor operator = registry.actor(root.first().token().id()).orElseThrow();
        for (int i = 0; i < MEMBERS; i++) {
            String name = "member-" + i;
            People.Wanted wanted = new People.Wanted(name, "", Role.MEMBER, PLAN);
            living.add(registry.people().add(operator, wanted).first().text().reveal());
            var second =
                    registry.tokens()
                            .make(
                                    operator,
                                    new Wanted(name, "second", "", Bounds.of(Scope.MEMBERS)));
            registry.tokens().revoke(operator, second.token().id());
            revoked.add(second.text().reveal());
        }
    }

    /** Checks one that lives, and as often as every tenth time one that does not. */
    void check(int turn) {
        known(living.get(turn % MEMBERS), true);
        if (turn % 10 == 0) {
            known(revoked.get(turn % MEMBERS), false);
        }
    }

    private void known(String token, boolean expected) {
        if (registry.find(token) instanceof Found.Known != expected) {
            throw new IllegalStateException("token: known otherwise (expected: " + expected + ")");
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
