package dev.freeway.members;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Who is served, and the one way to change it: decide by what is read, commit, swap. A decision by
 * what is no longer so is taken again. Thread-safe.
 */
public final class Registry implements AutoCloseable {
    private static final int TRIES_MAX = 8;
    private static final String NAME = "name";
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    /** How long the code for the first operator is good. */
    static final Duration CODE_LIFE = Duration.ofHours(24);

    private static final int PASSWORDS_A_MINUTE = 5;
    private static final int TRIALS_AN_HOUR = 10;
    private static final int LETTERS_A_DAY = 20;

    private final Records records;
    private final Supplier<Set<String>> plans;
    private final Predicate<String> reserved;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Seal seal;
    private final LastUses uses;
    private final Tries tries;
    private final Tries trials;
    private final Tries letters;
    private final Passwords passwords = new Passwords();
    private volatile Roster roster;
    private volatile Runnable listener = () -> {};

    /** Decides what is to change; may be asked again. */
    @FunctionalInterface
    interface Decision<T> {
        Draft<T> on(Roster roster) throws Declined;
    }

    /**
     * Reads what is kept.
     *
     * @param plans the ids of those that can be granted
     * @param reserved names that are somebody's elsewhere
     * @param random a secure one
     * @param seal of keys that members bring
     */
    public Registry(
            Records records,
            Supplier<Set<String>> plans,
            Predicate<String> reserved,
            InstantSource clock,
            RandomGenerator random,
            Seal seal) {
        this.records = records;
        this.plans = plans;
        this.reserved = reserved;
        this.clock = clock;
        this.random = random;
        this.seal = seal;
        roster = Roster.of(records.all());
        uses = new LastUses(records, clock);
        tries =
                new Tries(
                        clock,
                        PASSWORDS_A_MINUTE,
                        Duration.ofMinutes(1),
                        "Too many wrong passwords for '%s' within a minute.");
        trials =
                new Tries(
                        clock,
                        TRIALS_AN_HOUR,
                        Duration.ofHours(1),
                        "'%s' has had "
                                + TRIALS_AN_HOUR
                                + " keys tried within an hour (test: false keeps one untried).");
        letters =
                new Tries(
                        clock,
                        LETTERS_A_DAY,
                        Duration.ofDays(1),
                        "'%s' has had "
                                + LETTERS_A_DAY
                                + " invitations sent within a day (expected: fewer).");
        records.onChange(this::refresh);
    }

    /** Everybody, as of now. */
    public Roster roster() {
        return roster;
    }

    /** Reads all again: somebody else may have changed it. */
    public synchronized void refresh() {
        use(Roster.of(records.all()));
    }

    /**
     * Called whenever other accounts were brought than before, and before whoever changed that is
     * answered. There is one listener; it must not ask for a change.
     */
    public void onBrought(Runnable other) {
        listener = other;
    }

    private void use(Roster next) {
        Roster before = roster;
        roster = next;
        if (!before.ownAccounts().toList().equals(next.ownAccounts().toList())) {
            listener.run();
        }
    }

    /** Whose token that is, and notes that it was used. */
    public Found find(String text) {
        Roster now = roster;
        return now.hashed(Mint.hash(text))
                .map(token -> living(now, token))
                .orElseGet(() ->
                        new Found.Unknown(
                                Mint.mistyped(text)
                                        ? "That is not a token of this gateway (its checksum is"
                                                + " wrong)."
                                        : "This token is not known here."));
    }

    private Found living(Roster now, AccessToken token) {
        Instant at = clock.instant();
        if (!token.livesAt(at)) {
            return new Found.Unknown(
                    token.revoked()
                            ? "This token was revoked."
                            : "This token expired at " + token.bounds().expiresAt() + ".");
        }
        Optional<Person> person = now.person(token.person()).filter(p -> p.state() == State.ACTIVE);
        Optional<Holder> holder =
                now.holder(token.holder())
                        .filter(Holder::active)
                        .filter(h -> person.isPresent() && shares(now, token));
        if (person.isEmpty() || holder.isEmpty()) {
            return new Found.Unknown("Whose token this is, is not served at the moment.");
        }
        uses.note(token.id(), at);
        return new Found.Known(token, person.get(), holder.get());
    }

    private static boolean shares(Roster now, AccessToken token) {
        return token.holder().equals(token.person())
                || now.organisation(token.holder())
                        .flatMap(o -> o.rank(token.person()))
                        .isPresent();
    }

    /** When that token was last used, as far as known. */
    public Optional<Instant> lastUse(String token) {
        return uses.of(token);
    }

    /** Keeps what is known of the use of tokens, at most once a minute. */
    public void keepUses() {
        uses.keep();
    }

    /** Ends: what is known of the use of tokens is kept, however lately some was. */
    @Override
    public void close() {
        uses.keepNow();
        records.close();
    }

    /** The latest of those lines of the audit before that one, newest first; for operators. */
    public List<AuditLine> audit(Actor actor, AuditLine.Sought sought, long before, int limit)
            throws Declined {
        May.operate(actor);
        return records.audit(sought, before, limit);
    }

    /** The commands for people. */
    public People people() {
        return new People(this);
    }

    /** The commands for organisations and projects. */
    public Organisations organisations() {
        return new Organisations(this);
    }

    /** The commands for tokens. */
    public TokenDesk tokens() {
        return new TokenDesk(this);
    }

    /** The commands for alerts. */
    public AlertDesk alerts() {
        return new AlertDesk(this);
    }

    /** The commands for consent to the keeping of what is said. */
    public Sharing sharing() {
        return new Sharing(this);
    }

    /** The commands for accounts that members bring. */
    public OwnAccounts ownAccounts() {
        return new OwnAccounts(this);
    }

    /** The ways in. */
    public Entrances entrances() {
        return new Entrances(this);
    }

    /** Who is invited. */
    public Invitations invitations() {
        return new Invitations(this);
    }

    /** The way in of those whom an OpenID provider knows. */
    public Identities identities() {
        return new Identities(this);
    }

    /** What is declared. */
    public Declarations declarations() {
        return new Declarations(this);
    }

    /** As whom that token acts, by its id. */
    public Optional<Actor> actor(String token) {
        Roster now = roster;
        return now.token(token)
                .flatMap(found -> now.person(found.person()).map(p -> new Actor(p, found)));
    }

    synchronized <T> T change(String actor, Decision<T> decision) throws Declined {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Roster read = roster;
            Draft<T> draft = decision.on(read).guarded(read);
            if (draft.isEmpty()) {
                return draft.answer();
            }
            try {
                records.commit(actor, changes(read, draft));
                use(read.after(draft));
                return draft.answer();
            } catch (Stale _) {
                refresh();
            }
        }
        throw Declined.conflict("", "Others are changing the same. Try again.");
    }

    private static List<Change> changes(Roster read, Draft<?> draft) {
        List<Change> changes = new ArrayList<>();
        for (Entry entry : draft.puts()) {
            long version = read.version(entry);
            boolean named = entry instanceof Person || entry instanceof Organisation;
            if (version == 0 && named) {
                // People and organisations share their names, on every replica.
                changes.add(new Change.Put(NAME, entry.id(), 0, "{}"));
            }
            String body = Documents.write(entry);
            changes.add(new Change.Put(entry.kind().word(), entry.id(), version, body));
        }
        for (Entry entry : draft.removes()) {
            changes.add(new Change.Remove(entry.kind().word(), entry.id(), read.version(entry)));
        }
        return changes;
    }

    /** The time here. */
    public Instant now() {
        return clock.instant();
    }

    Seal seal() {
        return seal;
    }

    Passwords passwords() {
        return passwords;
    }

    /** Of passwords, by name. */
    Tries tries() {
        return tries;
    }

    /** Of keys at their providers, by person. */
    Tries trials() {
        return trials;
    }

    Tries letters() {
        return letters;
    }

    String fresh(String prefix) {
        return Mint.fresh(prefix, random);
    }

    String freshId(String prefix) {
        return prefix + HexFormat.of().formatHex(random(ID_BYTES));
    }

    /** A key for signing, in base64. */
    String freshSecret(String prefix) {
        return prefix + Base64.getEncoder().encodeToString(random(SECRET_BYTES));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A name that nobody has or had. */
    void requireFree(Roster read, String name) throws Declined {
        if (!Names.good(name)) {
            throw Declined.invalid("name", Names.wrong("name", name));
        }
        if (!free(read, name)) {
            throw Declined.conflict(
                    "name", "name: '%s' (expected: one that nobody has or had)".formatted(name));
        }
    }

    /** Whether nobody has or had that name. */
    boolean free(Roster read, String name) {
        return !read.taken(name) && !reserved.test(name);
    }

    /** The id of a plan, or nothing. */
    void requirePlan(String plan) throws Declined {
        if (!plan.isEmpty() && !plans.get().contains(plan)) {
            throw Declined.invalid(
                    "plan",
                    "plan: '%s' (expected: one of %s)"
                            .formatted(
                                    plan,
                                    String.join(", ", plans.get().stream().sorted().toList())));
        }
    }
}
