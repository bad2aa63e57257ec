package dev.freeway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.core.catalog.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which who is served is changed. */
class RegistryTest {
    private final Town town = new Town();

    RegistryTest() throws Declined {}

    private static Declined declined(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(Declined.class, call);
    }

    @Test
    void theFirstOperatorIsMadeOnceByACodeThatIsGoodForADay() throws Exception {
        assertThat(town.registry.entrances().setupCode()).isEmpty();
        Registry empty =
                new Registry(
                        new MemoryRecords(town.clock),
                        java.util.Set::of,
                        _ -> false,
                        town.clock,
                        new java.security.SecureRandom(),
                        Town.SEAL);
        String late = empty.entrances().setupCode().orElseThrow().reveal();
        town.clock.turn(Duration.ofHours(24));
        Entrances.Comer ann = new Entrances.Comer("ann", "", new Secret(""));
        assertThat(declined(() -> empty.entrances().setUp(late, ann, "")).why())
                .isEqualTo(Declined.Why.INVALID);
        String code = empty.entrances().setupCode().orElseThrow().reveal();
        String second = empty.entrances().setupCode().orElseThrow().reveal();
        empty.entrances().setUp(code, ann, "");
        Entrances.Comer bob = new Entrances.Comer("bob", "", new Secret(""));
        for (String used : List.of(code, second)) {
            assertThat(declined(() -> empty.entrances().setUp(used, bob, ""))).isNotNull();
        }
        assertThat(empty.roster().people().map(Person::name)).containsExactly("ann");
    }

    /** The code of one. */
    private String invited() throws Declined {
        Invitation wanted =
                new Invitation(
                        "",
                        "",
                        Role.MEMBER,
                        "free",
                        "",
                        Rank.MEMBER,
                        town.clock.instant().plus(Duration.ofDays(1)),
                        "");
        return town.registry
                .invitations()
                .invite(town.operator(), wanted, new Mail.None())
                .code()
                .orElseThrow()
                .reveal();
    }

    /** Setup, an invitation: each is somebody's at most. */
    @Test
    void ofManyWhoUseACodeAtOnceOneComesIn() throws Exception {
        String code = invited();
        List<Registry> replicas = List.of(town.registry, town.another(), town.another());
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Registry replica = replicas.get(i % replicas.size());
            Entrances.Comer comer = new Entrances.Comer("p" + i, "", new Secret(""));
            all.add(() -> {
                try {
                    replica.entrances().join(code, comer);
                    return true;
                } catch (Declined _) {
                    return false;
                }
            });
        }
        int came = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                came += one.get() ? 1 : 0;
            }
        }
        assertThat(came).isEqualTo(1);
        assertThat(town.registry.roster().people()).hasSize(2);
    }

    @Test
    void aNameIsOnesForEverAcrossKindsAndReplicas() throws Exception {
        town.add("ann");
        Registry other = town.another();
        Actor there = Town.known(other, town.admin).actor();
        for (String name : List.of("ann", "root", "owner")) {
            assertThat(declined(() -> other.organisations().found(there, name, "", "")).why())
                    .isEqualTo(Declined.Why.CONFLICT);
        }
        town.registry.people().remove(town.operator(), "ann");
        assertThat(declined(() -> town.add("ann")).why()).isEqualTo(Declined.Why.CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "A",
                "a b",
                "é",
                "a/b",
                "..",
                "0123456789012345678901234567890123456789"
            })
    void aNameIsMadeOfFewCharacters(String name) {
        assertThat(declined(() -> town.add(name)).field()).isEqualTo("name");
    }

    private String kept(String id) {
        return town.records.all().stream()
                .filter(document -> document.id().equals(id))
                .map(Document::body)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSecretOfAnAlertIsKeptSealedAndAnOldPlainOneGoesOnUntilItIs() throws Exception {
        town.add("ann");
        AlertDesk.Wanted wanted =
                new AlertDesk.Wanted("ann", "*", new Trigger.Used(80), "https://a.b/", false);
        AlertDesk desk = town.registry.alerts();
        AlertDesk.Made made = desk.add(town.operator(), wanted);
        assertThat(made.secret()).startsWith("whsec_");
        assertThat(kept(made.alert().id())).doesNotContain("whsec_", made.secret().substring(6));
        assertThat(desk.secret(made.alert())).contains(made.secret());
        Registry unsealed = town.without();
        AlertDesk.Made plain =
                unsealed.alerts().add(Town.known(unsealed, town.admin).actor(), wanted);
        assertThat(kept(plain.alert().id())).contains(plain.secret());
        assertThat(unsealed.alerts().secret(made.alert())).isEmpty();
        town.registry.refresh();
        Alert old = town.registry.roster().alert(plain.alert().id()).orElseThrow();
        assertThat(desk.secret(old)).contains(plain.secret());
        desk.claim(old.id(), "rpd", town.clock.instant().plus(Duration.ofHours(1)));
        assertThat(kept(old.id())).doesNotContain("whsec_");
        Alert sealed = town.registry.roster().alert(old.id()).orElseThrow();
        assertThat(desk.secret(sealed)).contains(plain.secret());
        Alert elsewhere = sealed.withSecret(made.alert().secret());
        assertThat(desk.secret(elsewhere)).as("sealed for another alert").isEmpty();
    }

    private static Entry read(Kind kind, String body) {
        return Documents.read(kind, new Document(kind.word(), "one", 1, body));
    }

    @Test
    void whatWasKeptBeforeThereWasMailIsRead() {
        String person =
                """
                {"name":"ann","email":"a@b.c","role":"MEMBER","plan":"","state":"ACTIVE",
                 "password":"","createdAt":"2026-01-01T00:00:00Z"}\
                """;
        assertThat(((Person) read(Kind.PERSON, person)).mailbox()).isEmpty();
        String alert =
                """
                {"id":"alr_1","holder":"ann","limit":"*","at":"80%","to":"https://a.b/",
                 "secret":"whsec_AA==","quiet":{},"createdAt":"2026-01-01T00:00:00Z"}\
                """;
        Alert old = (Alert) read(Kind.ALERT, alert);
        assertThat(old.mailed()).isFalse();
        assertThat(town.registry.alerts().secret(old)).contains("whsec_AA==");
        String invitation =
                """
                {"id":"ab","by":"root","role":"MEMBER","plan":"","organisation":"",
                 "rank":"MEMBER","expiresAt":"2026-01-01T00:00:00Z"}\
                """;
        assertThat(((Invitation) read(Kind.INVITATION, invitation)).email()).isEmpty();
    }

    @Test
    void ofReplicasThatSeeTheSameOneTells() throws Exception {
        town.add("ann");
        AlertDesk.Wanted wanted =
                new AlertDesk.Wanted(
                        "ann", "*", new Trigger.Used(80), "https://example.com/", false);
        String id = town.registry.alerts().add(town.operator(), wanted).alert().id();
        java.time.Instant midnight = town.clock.instant().plus(Duration.ofHours(12));
        for (int window = 0; window < 2; window++) {
            java.time.Instant until = midnight.plus(Duration.ofDays(window));
            int told = 0;
            for (Registry replica : List.of(town.another(), town.registry, town.another())) {
                told += replica.alerts().claim(id, "rpd", until) ? 1 : 0;
                told += replica.alerts().claim(id, "rpd", until) ? 1 : 0;
            }
            assertThat(told).isEqualTo(1);
            town.clock.set(until);
        }
        town.registry.people().remove(town.operator(), "ann");
        assertThat(town.registry.roster().alerts()).isEmpty();
    }

    @Test
    void aRevocationReachesEveryReplica() throws Exception {
        String token = town.add("ann");
        Registry other = town.another();
        String id = Town.known(other, token).token().id();
        town.registry.tokens().revoke(town.operator(), id);
        assertThat(other.find(token)).isEqualTo(new Found.Unknown("This token was revoked."));
    }

    @Test
    void aTokenOfAnOrganisationEndsWhereItsPersonLeaves() throws Exception {
        Actor operator = town.operator();
        town.registry.organisations().found(operator, "acme", "pro", "root");
        TokenDesk.Wanted wanted = new TokenDesk.Wanted("acme", "", "", Bounds.of(Scope.MEMBERS));
        Minted made = town.registry.tokens().make(operator, wanted);
        assertThat(Town.known(town.registry, made.text().reveal()).holder().plan())
                .isEqualTo("pro");
        town.registry.organisations().dismiss(operator, "acme", "root");
        assertThat(town.registry.find(made.text().reveal())).isInstanceOf(Found.Unknown.class);
    }

    @Test
    void theLastOperatorStays() throws Exception {
        Actor operator = town.operator();
        People people = town.registry.people();
        People.Changed member =
                new People.Changed(
                        Optional.empty(),
                        Optional.of(Role.MEMBER),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(declined(() -> people.change(operator, "root", member)).why())
                .isEqualTo(Declined.Why.CONFLICT);
        assertThat(declined(() -> people.remove(operator, "root")).why())
                .isEqualTo(Declined.Why.CONFLICT);
        people.add(operator, new People.Wanted("ann", "", Role.OPERATOR, ""));
        people.remove(operator, "root");
        assertThat(town.registry.find(town.admin)).isInstanceOf(Found.Unknown.class);
    }

    /** Each takes the one that the other leaves, by what it has read before. */
    @Test
    void ofTwoReplicasThatTakeTheLastTwoOperatorsAtOnceOneDoes() throws Exception {
        town.registry
                .people()
                .add(town.operator(), new People.Wanted("ann", "", Role.OPERATOR, ""));
        Registry late = town.late();
        Registry later = town.late();
        Actor there = Town.known(late, town.admin).actor();
        town.registry.people().remove(town.operator(), "ann");
        assertThat(declined(() -> late.people().remove(there, "root")).why())
                .isEqualTo(Declined.Why.CONFLICT);
        People.Changed suspended =
                new People.Changed(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(State.SUSPENDED),
                        Optional.empty());
        assertThat(declined(() -> later.people().change(there, "root", suspended)).why())
                .isEqualTo(Declined.Why.CONFLICT);
        assertThat(town.another().roster().operators()).isEqualTo(1);
    }

    @Test
    void ofTwoReplicasOneDeclaresAndTheOtherRemovesAndAnOperatorStays() throws Exception {
        Actor root = town.operator();
        town.registry.people().add(root, new People.Wanted("ann", "", Role.OPERATOR, ""));
        Registry late = town.late();
        List<Person> declared =
                town.registry.roster().people().filter(p -> p.name().equals("root")).toList();
        Declared all =
                new Declared(
                        Optional.of(declared),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(town.registry.declarations().apply(root, all, false)).isNotEmpty();
        assertThat(declined(() -> late.people().remove(root, "root")).why())
                .isEqualTo(Declined.Why.CONFLICT);
        assertThat(town.another().roster().operators()).isEqualTo(1);
    }

    @Test
    void aPersonHasABoundedNumberOfTokens() throws Exception {
        town.add("ann");
        TokenDesk.Wanted wanted = new TokenDesk.Wanted("ann", "", "", Bounds.of(Scope.MEMBERS));
        for (int i = 1; i < TokenDesk.LIVING_MAX; i++) {
            town.registry.tokens().make(town.operator(), wanted);
        }
        assertThat(declined(() -> town.registry.tokens().make(town.operator(), wanted)).why())
                .isEqualTo(Declined.Why.CONFLICT);
    }

    @Test
    void theUseOfTokensIsWrittenAtMostOnceAMinute() throws Exception {
        String token = town.add("ann");
        town.registry.find(token);
        town.registry.keepUses();
        Map<String, java.time.Instant> first = town.records.lastUses();
        town.clock.turn(Duration.ofSeconds(59));
        town.registry.find(token);
        town.registry.keepUses();
        assertThat(town.records.lastUses()).isEqualTo(first);
        town.clock.turn(Duration.ofSeconds(1));
        town.registry.keepUses();
        String id = Town.known(town.registry, token).token().id();
        assertThat(town.records.lastUses().get(id)).isEqualTo(town.clock.instant().minusSeconds(1));
    }

    @Test
    void noHashOrTextIsPrinted() throws Exception {
        String token = town.add("ann");
        Minted minted =
                town.registry
                        .tokens()
                        .make(
                                town.operator(),
                                new TokenDesk.Wanted("ann", "", "", Bounds.of(Scope.MEMBERS)));
        assertThat(minted.toString()).doesNotContain(minted.text().reveal());
        assertThat(town.records.all().toString()).doesNotContain(token).doesNotContain(town.admin);
    }

    @Test
    void passwordsAreArgon2idAndNothingElseMatches() throws Exception {
        Passwords passwords = new Passwords();
        String hash = passwords.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
        assertThat(passwords.matches("x".repeat(10_000), hash)).isFalse();
        assertThat(passwords.matches("", "")).isFalse();
        assertThatThrownBy(() -> passwords.hash("short")).isInstanceOf(Declined.class);
    }
}
