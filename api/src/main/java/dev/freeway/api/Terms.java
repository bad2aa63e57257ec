package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Undisclosed;
import dev.freeway.core.quota.Window;
import dev.freeway.wire.Json;
import java.util.Locale;

/** A clause of some terms, to read. */
final class Terms {
    private Terms() {}

    static ObjectNode clause(Clause clause) {
        ObjectNode page = Json.object();
        page.put("id", clause.limit().id());
        page.put("meter", clause.limit().meter().id());
        page.put("amount", clause.limit().counter().amount());
        page.put("shape", shape(clause.limit().counter()));
        page.put("per", clause.per().name().toLowerCase(Locale.ROOT));
        page.put("models", clause.models());
        page.put("tier", clause.tier());
        page.put("source", clause.provenance().source());
        page.put("checked", clause.provenance().checked().toString());
        page.put("certainty", clause.provenance().certainty().name().toLowerCase(Locale.ROOT));
        return page;
    }

    private static String shape(Counter counter) {
        return switch (counter) {
            case Window window -> window(window);
            case Bucket bucket -> "bucket, full again within " + bucket.period();
            case Pot _ -> "once";
            case Slots _ -> "at a time";
            case Cap _ -> "a request";
            case Undisclosed(Counter prior) -> "undisclosed, taken to be: " + shape(prior);
        };
    }

    private static String window(Window window) {
        return switch (window.anchor()) {
            case Anchor.Rolling() -> "in any " + window.period();
            case Anchor.FirstUse() -> window.period() + " from first use";
            case Anchor.Calendar(var unit, var zone) ->
                    "a " + unit.name().toLowerCase(Locale.ROOT) + " of " + zone;
        };
    }
}
