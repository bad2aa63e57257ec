package dev.freeway.app.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.member.Purse;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Runway;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Standing;
import dev.freeway.core.quota.Tally;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import dev.freeway.members.AccessToken;
import dev.freeway.members.Alert;
import dev.freeway.members.Holder;
import dev.freeway.members.Trigger;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a limit stands, as an alert sees it.
 *
 * @param spentAt when nothing is left of it at the pace of its use, if that is before it resets
 */
record Notice(Alert alert, Holder holder, Standing standing, Optional<Instant> spentAt) {
    /** Of what comes back sooner one is told only who names it: it would be every minute. */
    private static final Duration WORTH_TELLING = Duration.ofHours(1);

    /** In percent: of the first few requests of a window, the pace says nothing. */
    private static final int FORECAST_FROM = 10;

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    static Notice of(Alert alert, Holder holder, Bound bound, Tally tally, Instant now) {
        return new Notice(
                alert,
                holder,
                Standing.of(bound.key(), bound.limit(), tally, now),
                Runway.of(bound.limit(), tally, now).flatMap(Runway::spentAt));
    }

    /** Which limit, within what the alert is of. */
    String limit() {
        String id = standing.key().limit();
        return apart() ? id + " of " + standing.key().subject() : id;
    }

    /** What it counts apart, if that is one of those. */
    private @Nullable String of(String what) {
        String subject = standing.key().subject();
        String is =
                Purse.holds(standing.key())
                        ? "grant"
                        : subject.startsWith(AccessToken.PREFIX) ? "token" : "model";
        return apart() && is.equals(what) ? subject : null;
    }

    private boolean apart() {
        return !standing.key().subject().equals(CounterKey.SHARED);
    }

    /** Whether the alert is for that limit, and waits for no more. */
    boolean due() {
        return wanted()
                && switch (alert.at()) {
                    case Trigger.Used(int percent) -> reached(percent);
                    case Trigger.Forecast() -> spentAt.isPresent() && reached(FORECAST_FROM);
                };
    }

    private boolean reached(int percent) {
        return standing.used() * 100.0 >= percent * (double) amount();
    }

    private boolean wanted() {
        boolean named = alert.limit().equals(standing.key().limit());
        return (named && !(alert.mailed() && brief()))
                || (alert.limit().equals(Alert.EVERY) && !brief());
    }

    private boolean brief() {
        return standing.limit().counter() instanceof Window window
                && window.period().compareTo(WORTH_TELLING) < 0;
    }

    /**
     * Until when it need not be told again; empty where there is nothing to tell, of what comes
     * back all the time, is only compared, or is not known.
     */
    Optional<Instant> until(Instant now) {
        return switch (standing.limit().counter()) {
            case Window window ->
                    Optional.of(
                            window.anchor() instanceof Anchor.Rolling
                                    ? now.plus(window.period())
                                    : standing.resetsAt());
            case Pot _ -> Optional.of(standing.resetsAt());
            case Bucket _, Slots _, Cap _, Undisclosed _ -> Optional.empty();
        };
    }

    long amount() {
        return standing.limit().counter().amount();
    }

    /** As it is sent. */
    ObjectNode json(Instant now) {
        ObjectNode body =
                Json.object()
                        .put("type", type())
                        .put("at", now.toString())
                        .put("account", holder.name())
                        .put("plan", holder.plan())
                        .put("limit", standing.key().limit())
                        .put("model", of("model"))
                        .put("token", of("token"))
                        .put("grant", of("grant"))
                        .put("meter", standing.limit().meter().id())
                        .put("used", standing.used())
                        .put("amount", amount())
                        .put("left", standing.left());
        body.put("resets_at", never() ? null : standing.resetsAt().toString());
        body.put("spent_at", spentAt.map(Instant::toString).orElse(null));
        return body.put("message", message(now));
    }

    private String type() {
        return switch (alert.at()) {
            case Trigger.Used _ -> "limit.threshold";
            case Trigger.Forecast() -> "limit.forecast";
        };
    }

    boolean never() {
        return standing.resetsAt().equals(Instant.MAX);
    }

    private String message(Instant now) {
        String resets =
                never() ? "nothing comes back" : "resets " + clock(now, standing.resetsAt());
        String pace =
                spentAt.map(at -> "spent by " + clock(now, at) + " at this pace, ").orElse("");
        return "%s, %s: %,d of %,d %s used, %s%s"
                .formatted(
                        holder.name(),
                        limit(),
                        standing.used(),
                        amount(),
                        standing.limit().meter().id().replace('_', ' '),
                        pace,
                        resets);
    }

    /** With the day where it is another. */
    static String clock(Instant now, Instant at) {
        boolean today =
                at.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
        return (today ? HOUR : DAY).format(at);
    }
}
