package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.usage.ActivityQuery;
import dev.freeway.api.usage.ActivityRow;
import dev.freeway.api.usage.Format;
import dev.freeway.api.usage.UsagePage;
import dev.freeway.api.usage.UsageQuery;
import dev.freeway.api.usage.UsageRow;
import dev.freeway.api.usage.Whose;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.relay.History;
import dev.freeway.relay.History.Entry;
import dev.freeway.relay.History.Sum;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What was used and what became of requests, as pages and as files: a member's own for its token,
 * everybody's for the operator's. Reading takes a disk, and so a thread of its own.
 */
final class UsageDoor {
    static final String USAGE = "/v1/usage";
    static final String OWN_ACTIVITY = "/v1/activity";
    static final String ACTIVITY = "/api/activity";

    private static final int ROWS_MAX = 50_000;
    private static final int PAGE = 1_000;

    private final DoorParts parts;
    private final Pages pages;

    UsageDoor(DoorParts parts, Pages pages) {
        this.parts = parts;
        this.pages = pages;
    }

    /** Its rows are in memory, and so bounded. */
    void usage(HttpServerRequest http, Bearer bearer) throws Refused {
        MultiMap query = Supposed.query(http);
        Instant now = parts.clock().instant();
        UsageQuery asked =
                UsageQuery.read(
                        query,
                        seen(bearer, Optional.ofNullable(query.get("member"))),
                        now.atOffset(ZoneOffset.UTC).toLocalDate());
        Context loop = Vertx.currentContext();
        aside(
                loop,
                http,
                () -> {
                    List<Sum> sums = sums(asked);
                    if (asked.format() == Format.JSON) {
                        List<Bound> limits = limits(bearer, asked.period().member());
                        UsagePage page =
                                new UsagePage(asked, sums, limits, parts.ledger()::tally, now);
                        answer(loop, http, page.json());
                    } else {
                        new Download(loop, http, asked.format(), UsageRow.columns(asked.by()))
                                .send("usage", once(sums.stream().map(UsageRow::of).toList()));
                    }
                });
    }

    /** Whose usage is told: everybody's where that is empty. */
    static Optional<String> whose(Bearer bearer, Optional<String> wanted) throws Refused {
        String own = bearer.member().name();
        if (bearer.operator()) {
            return wanted;
        }
        if (wanted.isPresent() && !wanted.get().equals(own)) {
            throw new Refused(
                    Problem.of(
                            403,
                            Problem.INVALID,
                            "operator_only",
                            "The usage of other members is for the operator's token."));
        }
        return Optional.of(own);
    }

    /** The same, and of that what the token's person may see. */
    private Whose seen(Bearer bearer, Optional<String> wanted) throws Refused {
        return new Whose(whose(bearer, wanted), tokens(parts, bearer));
    }

    /** Of which tokens alone a bearer sees the usage of its account; of all where absent. */
    static Optional<Set<String>> tokens(DoorParts parts, Bearer bearer) {
        return parts.registry().tokens().seen(bearer.mandate(), bearer.member().name());
    }

    private List<Sum> sums(UsageQuery asked) throws Refused {
        List<Sum> sums = parts.history().usage(asked.period(), asked.by(), ROWS_MAX + 1);
        if (sums.size() > ROWS_MAX) {
            throw new Refused(
                    Problem.invalid(
                            "group_by",
                            "More than %,d rows. Ask for fewer days, or keep less apart."
                                    .formatted(ROWS_MAX)));
        }
        return sums;
    }

    /** Those that hold whatever is asked, and of those that count one model what was touched. */
    private List<Bound> limits(Bearer bearer, Optional<String> member) {
        if (member.equals(Optional.of(bearer.member().name()))) {
            return pages.limits(bearer.member()).toList();
        }
        return parts.limits().get().stream()
                .filter(bound -> bound.key().provider().equals(CounterKey.GRANTED))
                .filter(bound -> member.isEmpty() || bound.key().account().equals(member.get()))
                .toList();
    }

    private static Supplier<List<? extends JsonNode>> once(List<ObjectNode> rows) {
        AtomicReference<List<ObjectNode>> left = new AtomicReference<>(rows);
        return () -> left.getAndSet(List.of());
    }

    /** Of the bearer's account. */
    void ownActivity(HttpServerRequest http, Bearer bearer) throws Refused {
        String own = bearer.member().name();
        activity(http, new Whose(Optional.of(own), tokens(parts, bearer)));
    }

    void activity(HttpServerRequest http, Whose whose) throws Refused {
        ActivityQuery asked = ActivityQuery.read(Supposed.query(http), whose);
        Context loop = Vertx.currentContext();
        aside(
                loop,
                http,
                () -> {
                    if (asked.format() == Format.JSON) {
                        answer(loop, http, page(asked));
                    } else {
                        new Download(loop, http, asked.format(), ActivityRow.COLUMNS)
                                .send("activity", pages(asked));
                    }
                });
    }

    private JsonNode page(ActivityQuery asked) {
        List<Entry> entries = parts.history().page(asked.filter(), asked.before(), asked.limit());
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("activity");
        entries.forEach(entry -> rows.add(ActivityRow.of(entry)));
        boolean more = entries.size() == asked.limit();
        page.put("next_before", more ? entries.getLast().seq() : null);
        return page;
    }

    /** All that are wanted, whatever the size of a page. */
    private Supplier<List<? extends JsonNode>> pages(ActivityQuery asked) {
        History history = parts.history();
        AtomicLong before = new AtomicLong(asked.before().orElse(Long.MAX_VALUE));
        return () -> {
            List<Entry> page = history.page(asked.filter(), OptionalLong.of(before.get()), PAGE);
            if (!page.isEmpty()) {
                before.set(page.getLast().seq());
            }
            return page.stream().map(ActivityRow::of).toList();
        };
    }

    @FunctionalInterface
    interface Work {
        void run() throws Refused;
    }

    private void aside(Context loop, HttpServerRequest http, Work work) {
        aside(loop, http, Tongues.ofProblems(http.path(), parts.clock()), work);
    }

    /** On a thread of its own; what is refused is told in those words. */
    static void aside(Context loop, HttpServerRequest http, Tongue tongue, Work work) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        work.run();
                    } catch (Refused | RuntimeException e) {
                        loop.runOnContext(_ -> Answers.fail(http, e, tongue));
                    }
                });
    }

    private static void answer(Context loop, HttpServerRequest http, JsonNode page) {
        loop.runOnContext(_ -> Answers.json(http, 200, page));
    }
}
