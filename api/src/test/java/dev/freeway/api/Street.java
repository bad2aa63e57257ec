package dev.freeway.api;

import dev.freeway.api.admin.OpenId;
import dev.freeway.api.admin.Trial;
import dev.freeway.api.plan.Demand;
import dev.freeway.api.plan.Forecast;
import dev.freeway.api.plan.Planner;
import dev.freeway.api.tokens.Prompts;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Member;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import dev.freeway.core.routing.Router;
import dev.freeway.members.Credits;
import dev.freeway.members.Declined;
import dev.freeway.members.Mail;
import dev.freeway.members.Mandate;
import dev.freeway.members.MemoryCreditBook;
import dev.freeway.members.MemoryRecords;
import dev.freeway.members.OwnAccount;
import dev.freeway.members.OwnAccounts;
import dev.freeway.members.Registry;
import dev.freeway.members.Seal;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Call;
import dev.freeway.relay.Learner;
import dev.freeway.relay.Outlook;
import dev.freeway.relay.Relay;
import dev.freeway.relay.Reply;
import dev.freeway.relay.Sink;
import dev.freeway.relay.Upstream;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.EventLooped;
import dev.freeway.wire.Listener;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/** A door with a street before it, and a provider behind it that does as it is told. */
final class Street implements AutoCloseable {
    static final String CHAT = "/v1/chat/completions";
    static final String TOKEN = "fw_test";
    static final String MEMBERS = "fw_member";
    private static final String ASKED = "\"model\":\"auto\",\"messages\":[{\"role\":\"user\"}]}";
    static final String UNARY = "{" + ASKED;
    static final String STREAM = "{\"stream\":true," + ASKED;
    static final Duration KEEP_ALIVE = Duration.ofMillis(50);

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    final ScriptedLedger ledger = new ScriptedLedger();
    final ScriptedPredictions predictions = new ScriptedPredictions(clock.instant());
    final ScriptedHistory history = new ScriptedHistory();
    final List<Activity> journal = history.journal;
    volatile Set<SideDoor> sideDoors = Set.of(SideDoor.values());
    volatile BiFunction<Call, Sink, Reply> provider = (call, sink) -> says(call, sink, "{}");

    volatile Readiness readiness = Readiness.READY;
    final Semaphore recordings = new Semaphore(2);
    private final Network network = Network.open(2);
    private final Listener listener;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Listener listen(Door door) {
        try {
            return network.listen("127.0.0.1", 0, door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Street() {
        this(Privacy.OWN, Set.of());
    }

    /** One whose provider does that with what it gets, and whose member always demands this. */
    Street(Privacy privacy, Set<Privacy.Demand> demands) {
        Outlook outlook = new Outlook();
        Upstream upstream = (call, sink) -> provider.apply(call, sink);
        Router router = new Router(List.of(offer(privacy)));
        Member member = new Member("ann", "free", true, demands, List.of(bound("rpd")));
        Map<String, Bearer> bearers = bearers(member);
        Registry registry = registry();
        listener =
                listen(
                        new Door(
                                new DoorParts(
                                        relay(router, upstream, outlook),
                                        () -> router,
                                        ledger,
                                        new Learner(ledger, ledger, clock, () -> {}),
                                        outlook,
                                        ledger,
                                        predictions,
                                        predictions,
                                        token -> bearer(bearers, token),
                                        registry,
                                        new Credits(registry, new MemoryCreditBook(clock)),
                                        new Mail.None(),
                                        new NoTrial(),
                                        new NoOpenId(),
                                        List::of,
                                        new Prompts(),
                                        history,
                                        new MemoryTranscripts(),
                                        () -> member.allowance().limits(Instant.EPOCH),
                                        List::of,
                                        List::of,
                                        () -> sideDoors,
                                        Street::busy,
                                        recordings,
                                        () -> readiness,
                                        clock,
                                        KEEP_ALIVE,
                                        "test")));
    }

    private Relay relay(Router router, Upstream upstream, Outlook outlook) {
        return new Relay(() -> router, ledger, upstream, history, outlook, clock, "test");
    }

    private static Map<String, Bearer> bearers(Member operator) {
        Member bob = new Member("bob", "free", false, operator.demands(), List.of());
        return Map.of(
                TOKEN, new Bearer(operator, Habits.NONE, Mandate.configured("ann", true)),
                MEMBERS, new Bearer(bob, Habits.NONE, Mandate.configured("bob", false)));
    }

    private static Bearer bearer(Map<String, Bearer> bearers, String token) throws Tokens.Unknown {
        if (!bearers.containsKey(token)) {
            throw new Tokens.Unknown("This token is not known here.");
        }
        return bearers.get(token);
    }

    private Registry registry() {
        return new Registry(
                new MemoryRecords(clock),
                Set::of,
                _ -> false,
                clock,
                new SecureRandom(),
                Seal.of(Seal.fresh()));
    }

    static Bound bound(String id) {
        return new Bound(
                new CounterKey(CounterKey.GRANTED, "ann", CounterKey.SHARED, id),
                Limit.of(id, Meter.REQUESTS, Window.rolling(100, Duration.ofDays(1))));
    }

    static Offer offer(Privacy privacy) {
        Model model =
                new Model(
                        "org/talker:free",
                        List.of("talker"),
                        "",
                        100_000,
                        10_000,
                        1_000,
                        Set.of(Model.Ability.values()),
                        Condition.ALWAYS,
                        Map.of(),
                        new Model.Merit(Model.Grade.MEDIUM, Set.of("walker"), 100));
        Provider provider =
                new Provider(
                        "acme",
                        "Acme",
                        "http://127.0.0.1:9",
                        List.of(),
                        Wire.openAi(Map.of()),
                        LocalDate.MAX,
                        "",
                        List.of(model),
                        privacy.provenance(),
                        new dev.freeway.core.catalog.Terms(
                                List.of(), List.of(), List.of(), privacy, TermsOfUse.ANYONE));
        Account account =
                new Account(
                        provider,
                        "main",
                        new Secret("sk-1"),
                        provider.baseUrl(),
                        Facts.NONE,
                        Permit.NONE);
        return Offer.of(account, model, Instant.EPOCH);
    }

    /** Runs on the sink's event loop, as an upstream does, and waits for it. */
    static <T> T onLoop(Sink sink, java.util.function.Supplier<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        ((EventLooped) sink)
                .context()
                .runOnContext(_ -> {
                    try {
                        done.complete(action.get());
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
        return done.join();
    }

    static Reply says(Call call, Sink sink, String text) {
        onLoop(
                sink,
                () -> {
                    sink.begin(call.head());
                    return sink.write(text.getBytes(StandardCharsets.UTF_8));
                });
        return done();
    }

    static Reply done() {
        return new Reply.Done("talker", "id", Usage.of(1, 1), false, Instant.EPOCH);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder authorized(String path) {
        return request(path).header("authorization", "Bearer " + TOKEN);
    }

    HttpRequest.Builder post(String body) {
        return authorized(CHAT).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return listener.port();
    }

    /** A bare connection over which those bytes have been sent. */
    Socket raw(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    static String rawPost(String body, String... headers) {
        return "POST "
                + CHAT
                + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                + TOKEN
                + "\r\n"
                + String.join("", java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
                + "content-length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    @Override
    public void close() {
        client.close();
        listener.close();
        network.close();
    }

    private static Forecast busy(Demand demand, Member member) throws Planner.Busy {
        throw new Planner.Busy();
    }

    /** Nobody logs in here by a provider. */
    private static final class NoOpenId implements OpenId {
        @Override
        public Departure begin(String returnTo, String invitation) throws Declined {
            throw Declined.forbidden("Nobody comes by that.");
        }

        @Override
        public Arrival finish(Map<String, String> query, String cookies) throws Declined {
            throw Declined.forbidden("Nobody comes by that.");
        }

        @Override
        public Optional<String> name() {
            return Optional.empty();
        }

        @Override
        public String forgotten() {
            return "";
        }
    }

    /** Nobody brings an account here. */
    private static final class NoTrial implements Trial {
        @Override
        public List<Open> open() {
            return List.of();
        }

        @Override
        public void check(OwnAccounts.Wanted wanted) {}

        @Override
        public List<Bound> ask(OwnAccount account, Secret key) {
            return List.of();
        }
    }
}
