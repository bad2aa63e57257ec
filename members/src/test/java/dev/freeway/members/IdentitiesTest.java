package dev.freeway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who comes in by an OpenID provider, and that each has one free tier. */
class IdentitiesTest {
    private static final String ISSUER = "https://id.example";
    private static final SignUp BY_EMAIL = rule(SignUp.Per.EMAIL);
    private static final SignUp BY_SUBJECT = rule(SignUp.Per.SUBJECT);

    private final Town town = new Town();
    private final AtomicInteger logins = new AtomicInteger();

    IdentitiesTest() throws Declined {}

    private static SignUp rule(SignUp.Per once, String... domains) {
        return new SignUp("free", once, Set.of(domains), 3);
    }

    private static Vouched vouched(String subject, String email) {
        return new Vouched(ISSUER, subject, email, true, "");
    }

    private Spent login() {
        Instant until = town.clock.instant().plus(Duration.ofMinutes(5));
        return new Spent("login-" + logins.incrementAndGet(), until);
    }

    private String enter(Vouched vouched, SignUp rule) throws Declined {
        return enter(town.registry, vouched, rule);
    }

    private String enter(Registry registry, Vouched vouched, SignUp rule) throws Declined {
        return registry.identities().enter(vouched, "", Optional.of(rule), login());
    }

    private static Declined declined(ThrowingCallable call) {
        return catchThrowableOfType(Declined.class, call);
    }

    @Test
    void oneWhoSignsUpIsKnownFromThenOn() throws Exception {
        Vouched ann = vouched("1", "Ann@example.com");
        assertThat(enter(ann, BY_EMAIL)).isEqualTo("ann");
        assertThat(enter(ann, BY_EMAIL)).isEqualTo("ann");
        Person person = town.another().roster().person("ann").orElseThrow();
        assertThat(person.plan()).isEqualTo("free");
        assertThat(person.email()).isEqualTo("Ann@example.com");
        assertThat(town.registry.roster().people()).hasSize(2);
        assertThat(town.registry.identities().enter(ann, "", Optional.empty(), login()))
                .isEqualTo("ann");
    }

    @Test
    void whereNobodySignsUpAStrangerIsToldWhomToAsk() {
        Identities identities = town.registry.identities();
        Declined told =
                declined(() ->
                        identities.enter(vouched("1", "a@b.c"), "", Optional.empty(), login()));
        assertThat(told.why()).isEqualTo(Declined.Why.FORBIDDEN);
        assertThat(told.getMessage()).contains("whoever runs this gateway", "invitation=CODE");
        assertThat(town.registry.roster().people()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ANN@EXAMPLE.COM",
        "ann@example.com, ann+two@example.com",
        "a.nn@gmail.com, ann+x@googlemail.com",
        "ann@gmail.com, a.n.n@Gmail.com",
        "ann@example.com, ann@example.com."
    })
    void anAddressWrittenOtherwiseIsTheSameOne(String first, String second) throws Exception {
        enter(vouched("1", first), BY_EMAIL);
        Declined told = declined(() -> enter(vouched("2", second), BY_EMAIL));
        assertThat(told.why()).isEqualTo(Declined.Why.FORBIDDEN);
        assertThat(told.getMessage()).contains("one free tier for each person");
    }

    @ParameterizedTest
    @CsvSource({
        "a.nn@example.com, ann@example.com",
        "ann@example.com, ann@example.org",
        "+ann@example.com, +bob@example.com"
    })
    void addressesThatAreNotTheSameAreTwo(String first, String second) throws Exception {
        enter(vouched("1", first), BY_EMAIL);
        enter(vouched("2", second), BY_EMAIL);
        assertThat(town.registry.roster().people()).hasSize(3);
    }

    @Test
    void bySubjectTheSameAddressIsTwoPeople() throws Exception {
        assertThat(enter(vouched("1", "ann@example.com"), BY_SUBJECT)).isEqualTo("ann");
        assertThat(enter(vouched("2", "ann@example.com"), BY_SUBJECT)).isEqualTo("ann-2");
        // The rule is another from now on; what was had counts.
        assertThat(declined(() -> enter(vouched("3", "ann@example.com"), BY_EMAIL))).isNotNull();
    }

    @Test
    void whoWasRemovedGetsNoSecondOneAndOnlyAHashIsKept() throws Exception {
        enter(vouched("subject-one", "ann@example.com"), BY_EMAIL);
        town.registry.people().remove(town.operator(), "ann");
        for (Vouched again :
                List.of(
                        vouched("subject-one", "ann@example.com"),
                        vouched("subject-one", "other@example.com"),
                        vouched("subject-two", "ann@example.com"))) {
            assertThat(declined(() -> enter(again, BY_EMAIL)).getMessage())
                    .contains("one free tier for each person");
        }
        assertThat(declined(() -> enter(vouched("subject-one", "x@y.z"), BY_SUBJECT))).isNotNull();
        assertThat(town.records.all().toString())
                .doesNotContain("subject-one")
                .doesNotContain("example.com")
                .doesNotContain(ISSUER);
    }

    @Test
    void whoIsDeclaredAwayLogsInNoMore() throws Exception {
        enter(vouched("1", "ann@example.com"), BY_EMAIL);
        List<Person> others =
                town.registry.roster().people().filter(p -> !p.name().equals("ann")).toList();
        Declared declared =
                new Declared(
                        Optional.of(others), Optional.empty(), Optional.empty(), Optional.empty());
        town.registry.declarations().apply(town.operator(), declared, false);
        assertThat(town.registry.roster().identities("ann")).isEmpty();
        assertThat(declined(() -> enter(vouched("1", "ann@example.com"), BY_EMAIL))).isNotNull();
    }

    /** By what it read before, each would let them in. */
    @Test
    void ofTwoReplicasThatSignUpTheSamePersonOneDoes() throws Exception {
        Registry late = town.late();
        Registry later = town.late();
        enter(vouched("1", "ann@example.com"), BY_EMAIL);
        assertThat(declined(() -> enter(late, vouched("2", "Ann+x@example.com"), BY_EMAIL)))
                .isNotNull();
        assertThat(enter(later, vouched("1", "ann@example.com"), BY_EMAIL)).isEqualTo("ann");
        assertThat(town.another().roster().people()).hasSize(2);
    }

    @Test
    void noMoreSignUpWithinADayThanMayAtWhicheverReplica() throws Exception {
        Registry late = town.late();
        for (int i = 0; i < 3; i++) {
            enter(vouched("s" + i, "p" + i + "@example.com"), BY_EMAIL);
        }
        Declined told = declined(() -> enter(late, vouched("9", "p9@example.com"), BY_EMAIL));
        assertThat(told.why()).isEqualTo(Declined.Why.TOO_MANY);
        assertThat(told.after()).isEqualTo(Duration.ofHours(12));
        assertThat(enter(vouched("s1", "p1@example.com"), BY_EMAIL)).isEqualTo("p1");
        town.clock.turn(Duration.ofHours(12));
        assertThat(enter(vouched("9", "p9@example.com"), BY_EMAIL)).isEqualTo("p9");
        assertThat(town.registry.roster().signUps()).hasSize(1);
    }

    @Test
    void anAddressThatIsNotVerifiedOrElsewhereSignsNobodyUp() throws Exception {
        Vouched bare = new Vouched(ISSUER, "1", "ann@example.com", false, "ann");
        assertThat(declined(() -> enter(bare, BY_EMAIL)).getMessage()).contains("not say", "verif");
        SignUp some = rule(SignUp.Per.SUBJECT, "example.com");
        assertThat(declined(() -> enter(bare, some)).getMessage()).contains("verif");
        assertThat(declined(() -> enter(vouched("1", "a@sub.example.com"), some)).getMessage())
                .contains("domain");
        assertThat(enter(vouched("1", "ann@EXAMPLE.com"), some)).isEqualTo("ann");
        assertThat(enter(new Vouched(ISSUER, "2", "bob@b.c", false, "bob"), BY_SUBJECT))
                .isEqualTo("bob");
        assertThat(town.registry.roster().person("bob").orElseThrow().email()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann Lée, ann-lee",
        "ann@corp.example, ann",
        "'<script>', script",
        "漢字, member",
        "OWNER, owner-2",
        "root, root-2",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    })
    void aNameIsMadeOfWhatIsPreferred(String preferred, String name) throws Exception {
        assertThat(enter(new Vouched(ISSUER, "1", "x@y.z", true, preferred), BY_EMAIL))
                .isEqualTo(name);
    }

    @Test
    void anInvitationIsGoodForOneWhoMayThenNotSignUp() throws Exception {
        town.registry.organisations().found(town.operator(), "acme", "pro", "root");
        Invitation wanted =
                new Invitation(
                        "",
                        "",
                        Role.MEMBER,
                        "pro",
                        "acme",
                        Rank.OWNER,
                        town.clock.instant().plus(Duration.ofDays(1)),
                        "");
        String code =
                town.registry
                        .invitations()
                        .invite(town.operator(), wanted, new Mail.None())
                        .code()
                        .orElseThrow()
                        .reveal();
        Identities identities = town.registry.identities();
        Vouched ann = vouched("1", "ann@example.com");
        assertThat(identities.enter(ann, code, Optional.empty(), login())).isEqualTo("ann");
        assertThat(town.registry.roster().organisation("acme").orElseThrow().rank("ann"))
                .contains(Rank.OWNER);
        assertThat(declined(() -> identities.enter(ann, code, Optional.empty(), login())).why())
                .isEqualTo(Declined.Why.CONFLICT);
        Vouched bob = vouched("2", "bob@example.com");
        assertThat(declined(() -> identities.enter(bob, code, Optional.empty(), login())).field())
                .isEqualTo("code");
        town.registry.people().remove(town.operator(), "ann");
        assertThat(declined(() -> enter(ann, BY_EMAIL))).isNotNull();
    }

    @Test
    void theCodeOfTheFirstOperatorInvitesNobody() throws Exception {
        Registry empty =
                new Registry(
                        new MemoryRecords(town.clock),
                        Set::of,
                        _ -> false,
                        town.clock,
                        new java.security.SecureRandom(),
                        Town.SEAL);
        String code = empty.entrances().setupCode().orElseThrow().reveal();
        assertThat(declined(() -> empty.identities().requireInvitation(code)).field())
                .isEqualTo("code");
    }

    @Test
    void aLoginAndACodeAreGoodOnceAtAllReplicasTogether() throws Exception {
        Vouched ann = vouched("1", "ann@example.com");
        Registry late = town.late();
        Spent login = login();
        town.registry.identities().enter(ann, "", Optional.of(BY_EMAIL), login);
        Registry later = town.late();
        assertThat(declined(() -> later.identities().enter(ann, "", Optional.empty(), login)))
                .isNotNull();
        String code = town.registry.identities().code("ann").reveal();
        Registry last = town.late();
        Minted session = late.identities().redeem(code);
        assertThat(session.token().bounds().expiresAt())
                .isEqualTo(town.clock.instant().plus(Entrances.SESSION));
        for (Registry replica : List.of(late, last, town.registry)) {
            assertThat(declined(() -> replica.identities().redeem(code)).field()).isEqualTo("code");
        }
        town.clock.turn(Duration.ofMinutes(20));
        assertThat(declined(() -> late.identities().redeem(code))).isNotNull();
    }

    @Test
    void aCodeIsGoodForAMinuteAndNoOtherTextIsOne() throws Exception {
        enter(vouched("1", "ann@example.com"), BY_EMAIL);
        Identities identities = town.registry.identities();
        String code = identities.code("ann").reveal();
        for (String other :
                List.of(
                        "",
                        "fwc_",
                        "fwc_%",
                        code + "x",
                        code.replace("fwc_", "fwi_"),
                        "fwc_aaaa")) {
            assertThat(declined(() -> identities.redeem(other)).field()).isEqualTo("code");
        }
        town.clock.turn(Duration.ofSeconds(60));
        assertThat(declined(() -> identities.redeem(code)).field()).isEqualTo("code");
    }

    @Test
    void whoIsSuspendedDoesNotComeIn() throws Exception {
        Vouched ann = vouched("1", "ann@example.com");
        enter(ann, BY_EMAIL);
        String code = town.registry.identities().code("ann").reveal();
        People.Changed suspended =
                new People.Changed(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(State.SUSPENDED),
                        Optional.empty());
        town.registry.people().change(town.operator(), "ann", suspended);
        assertThat(declined(() -> enter(ann, BY_EMAIL)).getMessage()).contains("not served");
        assertThat(declined(() -> town.registry.identities().redeem(code))).isNotNull();
    }
}
