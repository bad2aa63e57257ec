package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.usage.CreditsPage;
import dev.freeway.api.usage.Format;
import dev.freeway.api.usage.StatementQuery;
import dev.freeway.members.CreditBook;
import dev.freeway.members.Roster;
import dev.freeway.wire.Json;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The credits of an account and what moved in them: one's own, or anybody's for the operator. */
final class CreditsDoor {
    static final String CREDITS = "/v1/credits";
    static final String STATEMENT = "/v1/credits/statement";

    private static final int PAGE = 1_000;

    private final DoorParts parts;

    CreditsDoor(DoorParts parts) {
        this.parts = parts;
    }

    private static String whose(Bearer bearer, MultiMap query) throws Refused {
        return UsageDoor.whose(bearer, Optional.ofNullable(query.get("member")))
                .orElse(bearer.member().name());
    }

    /** Every figure of it is in memory. */
    void credits(HttpServerRequest http, Bearer bearer) throws Refused {
        String holder = whose(bearer, Supposed.query(http));
        Roster roster = parts.registry().roster();
        CreditsPage page =
                new CreditsPage(
                        holder,
                        roster.openGrants(holder),
                        roster.ceilings(holder),
                        CreditsPage.billings(parts.plans().get()),
                        parts.ledger()::tally,
                        parts.clock().instant());
        Answers.json(http, 200, page.json());
    }

    void statement(HttpServerRequest http, Bearer bearer) throws Refused {
        MultiMap query = Supposed.query(http);
        StatementQuery asked = StatementQuery.read(query);
        String holder = whose(bearer, query);
        requireSeen(bearer);
        Context loop = Vertx.currentContext();
        UsageDoor.aside(
                loop,
                http,
                Tongues.ofProblems(http.path(), parts.clock()),
                () -> {
                    if (asked.format() == Format.JSON) {
                        JsonNode page = page(holder, asked);
                        loop.runOnContext(_ -> Answers.json(http, 200, page));
                    } else {
                        new Download(loop, http, asked.format(), CreditsPage.COLUMNS)
                                .send("statement", pages(holder, asked));
                    }
                });
    }

    /** Each line is a request of somebody's. */
    private void requireSeen(Bearer bearer) throws Refused {
        if (UsageDoor.tokens(parts, bearer).isPresent()) {
            throw new Refused(
                    Problem.of(
                            403,
                            Problem.INVALID,
                            "owner_only",
                            "The statement of '%s' is for its owners."
                                    .formatted(bearer.member().name())));
        }
    }

    private List<CreditBook.Line> lines(String holder, long before, int limit) {
        return parts.credits().book().lines(holder, before, limit);
    }

    private JsonNode page(String holder, StatementQuery asked) {
        List<CreditBook.Line> lines = lines(holder, asked.before(), asked.limit());
        ObjectNode page = Json.object().put("member", holder);
        ArrayNode rows = page.putArray("statement");
        lines.forEach(line -> rows.add(CreditsPage.line(line)));
        boolean more = lines.size() == asked.limit();
        page.put("next_before", more ? lines.getLast().seq() : null);
        return page;
    }

    /** All there are, whatever the size of a page. */
    private Supplier<List<? extends JsonNode>> pages(String holder, StatementQuery asked) {
        AtomicLong before = new AtomicLong(asked.before());
        return () -> {
            List<CreditBook.Line> lines = lines(holder, before.get(), PAGE);
            if (!lines.isEmpty()) {
                before.set(lines.getLast().seq());
            }
            return lines.stream().map(CreditsPage::line).toList();
        };
    }
}
