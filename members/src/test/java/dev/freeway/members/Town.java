package dev.freeway.members;

import dev.freeway.core.catalog.Secret;
import dev.freeway.testkit.TurnedClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A registry with an operator. */
final class Town {
    static final Seal SEAL = Seal.of(Seal.fresh());

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    final MemoryRecords records = new MemoryRecords(clock);
    final Registry registry = registry(records, SEAL);
    final String admin;

    Town() throws Declined {
        Optional<Secret> code = registry.entrances().setupCode();
        Entrances.Comer comer = new Entrances.Comer("root", "", new Secret(""));
        admin =
                registry.entrances()
                        .setUp(code.orElseThrow().reveal(), comer, "")
                        .first()
                        .text()
                        .reveal();
    }

    /** Another replica's. */
    Registry another() {
        return registry(records.another(), SEAL);
    }

    /** That of a replica which has nothing to seal with. */
    Registry without() {
        return registry(records.another(), Seal.NONE);
    }

    /** Another replica's that has not heard yet what the others do. */
    Registry late() {
        MemoryRecords own = records.another();
        Registry late = registry(own, SEAL);
        own.onChange(() -> {});
        return late;
    }

    private Registry registry(Records over, Seal seal) {
        return new Registry(
                over,
                () -> Set.of("free", "pro"),
                name -> name.equals("owner"),
                clock,
                new SecureRandom(),
                seal);
    }

    Actor operator() {
        return actor(admin);
    }

    Actor actor(String token) {
        return known(registry, token).actor();
    }

    static Found.Known known(Registry registry, String token) {
        return switch (registry.find(token)) {
            case Found.Known known -> known;
            case Found.Unknown(String why) -> throw new AssertionError(why);
        };
    }

    /** Adds a member, and returns its first token. */
    String add(String name) throws Declined {
        return registry.people()
                .add(operator(), new People.Wanted(name, "", Role.MEMBER, "free"))
                .first()
                .text()
                .reveal();
    }
}
