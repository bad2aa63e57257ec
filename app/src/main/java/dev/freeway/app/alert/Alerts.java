package dev.freeway.app.alert;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Tally;
import dev.freeway.members.AccessToken;
import dev.freeway.members.Alert;
import dev.freeway.members.CreditGrant;
import dev.freeway.members.Declined;
import dev.freeway.members.Holder;
import dev.freeway.members.Mail;
import dev.freeway.members.Mint;
import dev.freeway.members.Registry;
import dev.freeway.wire.Json;
import dev.freeway.wire.Outpost;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks twice a minute how the limits stand that somebody wants to be told of, and sends each alert
 * once a window: that it was sent is kept first, so neither a restart nor another replica sends it
 * again. Thread-safe.
 */
public final class Alerts implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int WAITING_MAX = 1_000;
    private static final int ID_DIGITS = 32;
    private static final String NO_ADDRESS =
            "There is no address that is known to be its owner's own.";
    private static final String NO_SECRET =
            "What it is signed by cannot be read: it was sealed by another master key.";

    private final Registry registry;
    private final Granted granted;
    private final Function<CounterKey, Tally> tallies;
    private final Post post;
    private final InstantSource clock;
    private final Thread thread;
    private final List<Delivery> waiting = new ArrayList<>();
    private Instant lookAt = Instant.MIN;

    /**
     * How somebody is reached.
     *
     * @param inside whether a webhook may be a host of ours
     */
    public record Post(Outpost outpost, BooleanSupplier inside, Mail mail) {}

    /**
     * Begins to look.
     *
     * @param tallies where a counter stands
     */
    public Alerts(
            Registry registry,
            Granted granted,
            Function<CounterKey, Tally> tallies,
            Post post,
            InstantSource clock) {
        this.registry = registry;
        this.granted = granted;
        this.tallies = tallies;
        this.post = post;
        this.clock = clock;
        thread = Thread.ofVirtual().name("alerts").start(this::keepLooking);
    }

    private void keepLooking() {
        try {
            while (true) {
                tick();
                TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tick() throws InterruptedException {
        try {
            if (clock.instant().isBefore(lookAt)) {
                deliver();
            } else {
                look();
            }
        } catch (RuntimeException _) {
            // The store is away for a moment; the next look comes.
        }
    }

    /** Looks now, and sends what is due; returns when each that was tried has come to an end. */
    public synchronized void look() throws InterruptedException {
        Instant now = clock.instant();
        lookAt = now.plus(EVERY);
        registry.roster()
                .alerts()
                .collect(Collectors.groupingBy(Alert::holder))
                .forEach((name, alerts) ->
                        registry.roster()
                                .holder(name)
                                .filter(Holder::active)
                                .ifPresent(holder -> look(holder, alerts, now)));
        deliver();
    }

    private void look(Holder holder, List<Alert> alerts, Instant now) {
        Stream<Bound> own =
                Stream.concat(
                        registry.roster().openGrants(holder.name()).stream().map(CreditGrant::pot),
                        registry.roster().tokens(token -> of(token, holder, now)).stream()
                                .flatMap(token -> token.budgets().stream()));
        for (Bound bound : Stream.concat(granted.limits(holder, now).stream(), own).toList()) {
            Tally tally = tallies.apply(bound.key());
            alerts.stream()
                    .map(alert -> Notice.of(alert, holder, bound, tally, now))
                    .filter(Notice::due)
                    .forEach(notice -> tell(notice, now));
        }
    }

    private static boolean of(AccessToken token, Holder holder, Instant now) {
        return token.holder().equals(holder.name()) && token.livesAt(now);
    }

    private void tell(Notice notice, Instant now) {
        Optional<Instant> until = notice.until(now);
        Alert alert = notice.alert();
        if (until.isEmpty() || alert.quiet(notice.limit(), now) || waiting.size() >= WAITING_MAX) {
            return;
        }
        try {
            if (registry.alerts().claim(alert.id(), notice.limit(), until.get())) {
                String id =
                        "msg_"
                                + Mint.hash(alert.id() + notice.limit() + until.get())
                                        .substring(0, ID_DIGITS);
                Optional<Delivery.Message> message = message(notice, id, now);
                message.ifPresent(one -> waiting.add(new Delivery(alert, one, now, 0)));
                if (message.isEmpty()) {
                    note(alert, now, alert.mailed() ? NO_ADDRESS : NO_SECRET);
                }
            }
        } catch (Declined _) {
            // Others change the same; the next look comes.
        }
    }

    private Optional<Delivery.Message> message(Notice notice, String id, Instant now) {
        Alert alert = notice.alert();
        return alert.mailed()
                ? registry.alerts()
                        .mailbox(alert)
                        .filter(Mail.Letter::addressed)
                        .map(to ->
                                new Delivery.Message.Mailed(NoticeLetter.of(notice, id, to, now)))
                : registry.alerts()
                        .secret(alert)
                        .map(secret ->
                                new Delivery.Message.Hook(
                                        id, Json.bytes(notice.json(now)), secret));
    }

    /** What came of it is kept with the alert, where whoever has it sees it. */
    private void note(Alert alert, Instant now, String why) {
        try {
            registry.alerts().note(alert.id(), why.isEmpty() ? "" : now + ": " + why);
        } catch (Declined _) {
            // Others change the same: it is not worth more.
        }
    }

    private void end(Delivery.End end, Alert alert, Instant now) {
        switch (end) {
            case Delivery.End.Sent() -> note(alert, now, "");
            case Delivery.End.Again(Delivery rest) -> waiting.add(rest);
            case Delivery.End.GivenUp(String why) -> note(alert, now, why + " It was given up.");
        }
    }

    /** All at once: who is slow to answer keeps nobody else waiting for long. */
    private void deliver() throws InterruptedException {
        Instant now = clock.instant();
        List<Delivery> due = waiting.stream().filter(d -> !d.due().isAfter(now)).toList();
        if (due.isEmpty()) {
            return;
        }
        waiting.removeAll(due);
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Delivery.End>> tries = new ArrayList<>();
            boolean inside = post.inside().getAsBoolean();
            due.forEach(one -> tries.add(() -> one.send(post, inside, now)));
            List<Future<Delivery.End>> ends = each.invokeAll(tries);
            for (int i = 0; i < due.size(); i++) {
                Delivery.End end =
                        ends.get(i).state() == Future.State.SUCCESS
                                ? ends.get(i).resultNow()
                                : new Delivery.End.GivenUp("Something went wrong here.");
                end(end, due.get(i).alert(), now);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
