package dev.freeway.app;

import dev.freeway.api.Door;
import dev.freeway.api.DoorParts;
import dev.freeway.api.Readiness;
import dev.freeway.api.tokens.Prompts;
import dev.freeway.app.alert.Alerts;
import dev.freeway.app.alert.Granted;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.Drain;
import dev.freeway.app.config.Hosting;
import dev.freeway.app.mail.SmtpMail;
import dev.freeway.app.openid.Logins;
import dev.freeway.app.pay.StripePayments;
import dev.freeway.app.plan.Forecaster;
import dev.freeway.console.Console;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.member.Plan;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.routing.Router;
import dev.freeway.members.Credits;
import dev.freeway.members.Declined;
import dev.freeway.members.Mail;
import dev.freeway.members.Records;
import dev.freeway.members.RecordsUnavailable;
import dev.freeway.members.Registry;
import dev.freeway.members.Seal;
import dev.freeway.provider.Discovery;
import dev.freeway.provider.HttpPredictionDesk;
import dev.freeway.provider.HttpUpstream;
import dev.freeway.provider.ReadBack;
import dev.freeway.provider.Timeouts;
import dev.freeway.relay.Learner;
import dev.freeway.relay.LedgerUnavailable;
import dev.freeway.relay.Outlook;
import dev.freeway.relay.PredictionDesk;
import dev.freeway.relay.Relay;
import dev.freeway.relay.Upstream;
import dev.freeway.store.Store;
import dev.freeway.wire.Listener;
import dev.freeway.wire.Network;
import dev.freeway.wire.Outpost;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A running gateway: everything constructed and joined, top to bottom. */
public final class Gateway implements AutoCloseable {
    static final String VERSION = "0.1.0";
    private static final int RECORDINGS_MAX = 16;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

    private final Catalog catalog;
    private final InstantSource clock;
    private final Models models;
    private final AtomicBoolean relearns = new AtomicBoolean();
    private volatile Snapshot now;
    private volatile boolean leaving;
    private final Keep keep;
    private final Registry registry;
    private final Bearers bearers;
    private final Store store;
    private final Credits credits;
    private final Mail mail;
    private final Learner learner;
    private final Outlook outlook;
    private final ReadBack readBack;
    private final Reconciling reconciling;
    private final Pricing pricing;
    private final Alerts alerts;
    private final Logins logins;
    private final Listener listener;

    /**
     * Starts it.
     *
     * @throws IOException when its directory cannot be had
     */
    public Gateway(Config config, Catalog catalog, Network network, InstantSource clock)
            throws IOException {
        this(config, catalog, network, clock, Optional.empty());
    }

    /**
     * The same.
     *
     * @param master the master key; where it is empty, that of its directory
     */
    Gateway(
            Config config,
            Catalog catalog,
            Network network,
            InstantSource clock,
            Optional<Secret> master)
            throws IOException {
        this.catalog = catalog;
        this.clock = clock;
        models = new Models(new Discovery(network));
        models.discover(config.accounts());
        keep = Keep.of(config);
        Records records = keep.records(clock);
        Seal seal = seal(config, master, records);
        registry = registry(records, seal);
        logins = new Logins(this::hosting, registry, seal, clock, new SecureRandom());
        Snapshot published = snapshot(config, _ -> OptionalLong.empty());
        bearers = new Bearers(() -> now, registry, catalog);
        store = keep.store(key -> limit(published, key), clock);
        credits = new Credits(registry, store, new StripePayments(() -> hosting().stripe(), clock));
        mail = new SmtpMail(() -> hosting().mail(), clock);
        settleCredits();
        learner = new Learner(store, store, clock, this::relearnSoon);
        now = snapshot(config, learner::amount);
        readBack = new ReadBack(network, clock, learner::told);
        reconciling = new Reconciling(readBack, this::offers);
        outlook = new Outlook(store);
        pricing = new Pricing(() -> now.router(), outlook, store, clock);
        alerts = alerts(new Outpost(network, Outpost.Names.system(), TOLD_WITHIN));
        Timeouts timeouts = new Timeouts(config.firstByte(), config.idle());
        Door door =
                door(
                        new HttpUpstream(network, timeouts, clock, learner::told),
                        new HttpPredictionDesk(network, timeouts, clock, () -> now.accounts()));
        registry.onBrought(this::relearn);
        listener = network.listen(config.host(), config.port(), new Console(door));
    }

    private Hosting hosting() {
        return now.config().hosting();
    }

    private Registry registry(Records records, Seal seal) {
        return new Registry(
                records, this::planIds, name -> now.names(name), clock, new SecureRandom(), seal);
    }

    private Seal seal(Config config, Optional<Secret> master, Records records) throws IOException {
        try {
            return MasterKey.take(master, config, records);
        } catch (IOException e) {
            records.close();
            keep.close();
            throw e;
        }
    }

    private Snapshot snapshot(Config config, Function<CounterKey, OptionalLong> learned) {
        return new Snapshot(
                config, catalog, brought(config).all(registry), models, learned, clock.instant());
    }

    private BroughtAccounts brought(Config config) {
        return new BroughtAccounts(catalog.with(config.providers()), config);
    }

    private Door door(Upstream upstream, PredictionDesk desk) {
        return new Door(
                new DoorParts(
                        relay(pricing, upstream),
                        pricing,
                        store,
                        learner,
                        outlook,
                        store,
                        store,
                        desk,
                        bearers,
                        registry,
                        credits,
                        mail,
                        new KeyTrial(
                                () -> brought(now.config()),
                                this::offers,
                                router -> relay(() -> router, upstream)),
                        logins,
                        catalog::plans,
                        new Prompts(),
                        store,
                        store,
                        new AllLimits(() -> now, bearers, store, key -> limit(now, key), clock)
                                ::now,
                        () -> catalog.with(now.config().providers()).providers(),
                        () -> now.config().accounts(),
                        () -> now.config().doors(),
                        new Forecaster(
                                this::sharedOffers,
                                new Forecaster.Standing(store::tally, learner::amount),
                                outlook::profile,
                                clock),
                        new Semaphore(RECORDINGS_MAX),
                        this::readiness,
                        clock,
                        KEEP_ALIVE,
                        VERSION));
    }

    private Alerts alerts(Outpost outpost) {
        return new Alerts(
                registry,
                new Granted(catalog, this::sharedOffers),
                store::tally,
                new Alerts.Post(outpost, () -> hosting().alertsInside(), mail),
                clock);
    }

    private Relay relay(Supplier<Router> router, Upstream upstream) {
        return new Relay(router, store, upstream, store, outlook, clock, VERSION);
    }

    private Set<String> planIds() {
        return catalog.plans().stream().map(Plan::id).collect(Collectors.toSet());
    }

    private Optional<Limit> limit(Snapshot published, CounterKey key) {
        Instant at = clock.instant();
        return published.limit(key, at).or(() -> bearers.limit(key, at));
    }

    /** Who is served. */
    Registry members() {
        return registry;
    }

    private Readiness readiness() {
        if (leaving) {
            return Readiness.DRAINING;
        }
        return store.writable() ? Readiness.READY : Readiness.WITHOUT_LEDGER;
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    /** Decides by that configuration from now on. What it listens on and keeps stays. */
    synchronized void use(Config config) {
        now = snapshot(config, learner::amount);
    }

    /** Looks again which terms are in force and which models are there: dates go by. */
    void refresh() {
        models.discover(now.config().accounts());
        registry.keepUses();
        settleCredits();
        payBackSoon();
        relearn();
    }

    /** What cannot be booked now is, next time. */
    private void settleCredits() {
        try {
            credits.settle();
        } catch (Declined | LedgerUnavailable | RecordsUnavailable _) {
            // Nothing is lost: the grants are kept, and asked for again.
        }
    }

    /** What is due to be paid back waits for others, and nothing here for it. */
    private void payBackSoon() {
        Thread.ofVirtual()
                .name("payments")
                .start(() -> {
                    try {
                        credits.till().payBack();
                    } catch (LedgerUnavailable | RecordsUnavailable _) {
                        // Nothing is lost: it is asked for again.
                    }
                });
    }

    /** Where every answer tells of another limit, what waits is one more look and not one each. */
    private void relearnSoon() {
        if (relearns.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .start(() -> {
                        relearns.set(false);
                        relearn();
                    });
        }
    }

    private synchronized void relearn() {
        use(now.config());
    }

    /** Those that everybody's requests may go through. */
    List<Account> accounts() {
        return now.accounts().stream().filter(account -> !account.brought()).toList();
    }

    /** Asks providers now what they have counted, where they tell. */
    void reconcile() {
        readBack.ask(offers());
    }

    /** Looks now whether somebody is to be told of a limit. */
    void alert() throws InterruptedException {
        alerts.look();
    }

    private List<Offer> offers() {
        return now.router().listed(clock.instant()).toList();
    }

    /** Closes as the configuration says, so that no request is cut that ends in time. */
    void leave() throws IOException {
        leaving = true;
        Drain drain = now.config().drain();
        try {
            TimeUnit.MILLISECONDS.sleep(drain.notice().toMillis());
            listener.close(drain.finish());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** What everybody's requests may go to. */
    private List<Offer> sharedOffers() {
        return offers().stream().filter(offer -> !offer.account().brought()).toList();
    }

    private List<Offer> offers(Account account) {
        return Snapshot.offers(account, models.apply(account), learner::amount, clock.instant())
                .toList();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        alerts.close();
        logins.close();
        reconciling.close();
        pricing.close();
        var _ = outlook.keep(clock.instant());
        registry.close();
        store.close();
        keep.close();
    }
}
