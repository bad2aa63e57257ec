package dev.freeway.members;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everybody who is served, as of one moment. Immutable. */
public final class Roster {
    static final Roster EMPTY = new Roster(new EnumMap<>(Kind.class));

    private final Map<Kind, Map<String, Kept>> entries;
    private final Map<String, AccessToken> byHash = new HashMap<>();
    private final Map<String, List<CreditGrant>> open;

    private record Kept(Entry entry, long version) {}

    private Roster(Map<Kind, Map<String, Kept>> entries) {
        this.entries = entries;
        tokens().forEach(token -> byHash.put(token.hash(), token));
        open =
                grants().filter(CreditGrant::open)
                        .collect(Collectors.groupingBy(CreditGrant::holder));
    }

    /** The roster of those documents; kinds that a later version keeps are passed over. */
    static Roster of(Collection<Document> documents) {
        Map<Kind, Map<String, Kept>> entries = new EnumMap<>(Kind.class);
        for (Document document : documents) {
            kind(document.kind())
                    .ifPresent(kind ->
                            entries.computeIfAbsent(kind, _ -> new TreeMap<>())
                                    .put(
                                            document.id(),
                                            new Kept(
                                                    Documents.read(kind, document),
                                                    document.version())));
        }
        return new Roster(entries);
    }

    private static Optional<Kind> kind(String word) {
        return Stream.of(Kind.values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The roster after that was committed. */
    Roster after(Draft<?> draft) {
        Map<Kind, Map<String, Kept>> next = new EnumMap<>(Kind.class);
        entries.forEach((kind, kept) -> next.put(kind, new TreeMap<>(kept)));
        for (Entry entry : draft.removes()) {
            next.getOrDefault(entry.kind(), new TreeMap<>()).remove(entry.id());
        }
        for (Entry entry : draft.puts()) {
            next.computeIfAbsent(entry.kind(), _ -> new TreeMap<>())
                    .put(entry.id(), new Kept(entry, version(entry) + 1));
        }
        return new Roster(next);
    }

    /** The version that was read; 0 where there was none. */
    long version(Entry entry) {
        Kept kept = all(entry.kind()).get(entry.id());
        return kept == null ? 0 : kept.version();
    }

    private Map<String, Kept> all(Kind kind) {
        return entries.getOrDefault(kind, new TreeMap<>());
    }

    private <T extends Entry> Stream<T> stream(Kind kind, Class<T> type) {
        return all(kind).values().stream().map(Kept::entry).map(type::cast);
    }

    private <T extends Entry> Optional<T> find(Kind kind, Class<T> type, String id) {
        return Optional.ofNullable(all(kind).get(id)).map(Kept::entry).map(type::cast);
    }

    /** Those who are not gone, by name. */
    public Stream<Person> people() {
        return stream(Kind.PERSON, Person.class).filter(p -> p.state() != State.REMOVED);
    }

    /** The one of that name, if not gone. */
    public Optional<Person> person(String name) {
        return find(Kind.PERSON, Person.class, name).filter(p -> p.state() != State.REMOVED);
    }

    /** Those that are not gone, by name. */
    public Stream<Organisation> organisations() {
        return stream(Kind.ORGANISATION, Organisation.class)
                .filter(o -> o.state() != State.REMOVED);
    }

    /** The one of that name, if not gone. */
    public Optional<Organisation> organisation(String name) {
        return find(Kind.ORGANISATION, Organisation.class, name)
                .filter(o -> o.state() != State.REMOVED);
    }

    /** Whose limits go by that name. */
    public Optional<Holder> holder(String name) {
        return person(name)
                .map(Person::holder)
                .or(() -> organisation(name).map(Organisation::holder));
    }

    /** Everybody who has limits. */
    public Stream<Holder> holders() {
        return Stream.concat(
                people().map(Person::holder), organisations().map(Organisation::holder));
    }

    /** What ends with that person. */
    List<Entry> belongings(Person person) {
        List<Entry> all = new ArrayList<>(tokens(t -> t.person().equals(person.name())));
        all.addAll(identities(person.name()));
        all.addAll(belongings(person.name()));
        return all;
    }

    /** What ends with that organisation. */
    List<Entry> belongings(Organisation organisation) {
        String name = organisation.name();
        List<Entry> all = new ArrayList<>(tokens(t -> t.holder().equals(name)));
        invitations().filter(i -> i.organisation().equals(name)).forEach(all::add);
        consent(name).ifPresent(all::add);
        all.addAll(belongings(name));
        return all;
    }

    private List<Entry> belongings(String holder) {
        List<Entry> all = new ArrayList<>(alertsOf(holder));
        all.addAll(ownAccounts(holder));
        projects().filter(p -> p.holder().equals(holder)).forEach(all::add);
        return all;
    }

    /** What ends with that project. */
    List<Entry> belongings(Project project) {
        List<Entry> all =
                new ArrayList<>(
                        tokens(t ->
                                t.holder().equals(project.holder())
                                        && t.project().equals(project.name())));
        ownAccounts(project.holder()).stream()
                .filter(own -> own.project().equals(project.name()))
                .forEach(all::add);
        return all;
    }

    /** Whether somebody has or had that name. */
    boolean taken(String name) {
        return all(Kind.PERSON).containsKey(name) || all(Kind.ORGANISATION).containsKey(name);
    }

    /** By holder and name. */
    public Stream<Project> projects() {
        return stream(Kind.PROJECT, Project.class);
    }

    Optional<Project> project(String holder, String name) {
        return find(Kind.PROJECT, Project.class, Project.id(holder, name));
    }

    /** By id, those that have ended among them. */
    public Stream<AccessToken> tokens() {
        return stream(Kind.TOKEN, AccessToken.class);
    }

    /** Those of them that are like that. */
    public List<AccessToken> tokens(Predicate<AccessToken> which) {
        return tokens().filter(which).toList();
    }

    /** The one of that id. */
    public Optional<AccessToken> token(String id) {
        return find(Kind.TOKEN, AccessToken.class, id);
    }

    /** The one whose text has that hash. */
    Optional<AccessToken> hashed(String hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /** By id. */
    public Stream<OwnAccount> ownAccounts() {
        return stream(Kind.OWN_ACCOUNT, OwnAccount.class);
    }

    List<OwnAccount> ownAccounts(String holder) {
        return ownAccounts().filter(own -> own.holder().equals(holder)).toList();
    }

    Optional<OwnAccount> ownAccount(String id) {
        return find(Kind.OWN_ACCOUNT, OwnAccount.class, id);
    }

    Stream<Invitation> invitations() {
        return stream(Kind.INVITATION, Invitation.class);
    }

    Optional<Invitation> invitation(String id) {
        return find(Kind.INVITATION, Invitation.class, id);
    }

    Optional<Identity> identity(String id) {
        return find(Kind.IDENTITY, Identity.class, id);
    }

    /** As whom OpenID providers know that person. */
    List<Identity> identities(String person) {
        return stream(Kind.IDENTITY, Identity.class)
                .filter(identity -> identity.person().equals(person))
                .toList();
    }

    /** The names of all whom OpenID providers know. */
    public Set<String> identified() {
        return stream(Kind.IDENTITY, Identity.class)
                .map(Identity::person)
                .collect(Collectors.toSet());
    }

    Optional<FreeTier> freeTier(String id) {
        return find(Kind.FREE_TIER, FreeTier.class, id);
    }

    Stream<SignUps> signUps() {
        return stream(Kind.SIGN_UPS, SignUps.class);
    }

    Stream<Spent> spent() {
        return stream(Kind.SPENT, Spent.class);
    }

    Optional<Spent> spent(String id) {
        return find(Kind.SPENT, Spent.class, id);
    }

    /** By id, those that have closed among them. */
    public Stream<CreditGrant> grants() {
        return stream(Kind.CREDIT_GRANT, CreditGrant.class);
    }

    /** The one of that id. */
    public Optional<CreditGrant> grant(String id) {
        return find(Kind.CREDIT_GRANT, CreditGrant.class, id);
    }

    /** What an account spends from. */
    public List<CreditGrant> openGrants(String holder) {
        return open.getOrDefault(holder, List.of());
    }

    Stream<Invoice> invoices() {
        return stream(Kind.INVOICE, Invoice.class);
    }

    Optional<Invoice> invoice(String id) {
        return find(Kind.INVOICE, Invoice.class, id);
    }

    Stream<Payment> payments() {
        return stream(Kind.PAYMENT, Payment.class);
    }

    Optional<Payment> payment(String id) {
        return find(Kind.PAYMENT, Payment.class, id);
    }

    /** The most an account may be billed a month, in micro-dollars by billing. */
    public Map<String, Long> ceilings(String holder) {
        return find(Kind.CEILINGS, Ceilings.class, holder).map(Ceilings::most).orElse(Map.of());
    }

    /** To the keeping of what is said, where that organisation gave it. */
    public Optional<SharingConsent> consent(String organisation) {
        return find(Kind.SHARING_CONSENT, SharingConsent.class, organisation);
    }

    /** By id. */
    public Stream<Alert> alerts() {
        return stream(Kind.ALERT, Alert.class);
    }

    Optional<Alert> alert(String id) {
        return find(Kind.ALERT, Alert.class, id);
    }

    List<Alert> alertsOf(String holder) {
        return alerts().filter(alert -> alert.holder().equals(holder)).toList();
    }

    /** Whether anybody runs this gateway. */
    public boolean hasOperator() {
        return operators() > 0;
    }

    long operators() {
        return people().filter(Person::operates).count();
    }

    /** What is touched where these are put and an operator goes by that. */
    Optional<Operators> without(List<Entry> puts) {
        boolean fewer =
                puts.stream()
                        .filter(Person.class::isInstance)
                        .map(Person.class::cast)
                        .filter(next -> !next.operates())
                        .anyMatch(next -> person(next.name()).filter(Person::operates).isPresent());
        long taken =
                find(Kind.OPERATORS, Operators.class, Operators.ID)
                        .map(Operators::taken)
                        .orElse(0L);
        return fewer ? Optional.of(new Operators(taken + 1)) : Optional.empty();
    }

    /** The names of the organisations that person is in. */
    List<String> organisationsOf(String person) {
        return organisations()
                .filter(o -> o.rank(person).isPresent())
                .map(Organisation::name)
                .toList();
    }
}
