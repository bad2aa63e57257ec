package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Money and pages of OpenRouter's accounts: per owner, whatever key asks. */
final class OpenRouterBooks {
    private static final Duration CACHED = Duration.ofSeconds(60);

    private final Map<String, Long> spent = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();

    /** A day's count as the key page shows it for a minute. */
    private record Seen(Instant at, long used) {}

    /** In micro-dollars, less what answers under way may cost. */
    long balance(EmulatedAccount account) {
        String owner = account.owner();
        return account.number("balance_micro_dollars")
                - spent.getOrDefault(owner, 0L)
                - held.getOrDefault(owner, 0L);
    }

    /** Holds micro-dollars; negative: gives them back. */
    void hold(EmulatedAccount account, long microDollars) {
        held.merge(account.owner(), microDollars, Long::sum);
    }

    void spend(EmulatedAccount account, long microDollars) {
        spent.merge(account.owner(), microDollars, Long::sum);
    }

    private double spentDollars(EmulatedAccount account) {
        return spent.getOrDefault(account.owner(), 0L) / 1e6;
    }

    ObjectNode credits(EmulatedAccount account) {
        double bought = account.number("credits_purchased");
        double before = bought - account.number("balance_micro_dollars") / 1e6;
        ObjectNode page = Json.object();
        page.putObject("data")
                .put("total_credits", bought)
                .put("total_usage", before + spentDollars(account));
        return page;
    }

    ObjectNode key(EmulatedAccount account, Count day, boolean freeTier, Instant now) {
        ObjectNode page = Json.object();
        ObjectNode data = page.putObject("data");
        data.put("label", label(account.key()));
        data.putNull("limit").putNull("limit_remaining").putNull("limit_reset");
        data.put("include_byok_in_limit", false);
        for (String period : new String[] {"", "_daily", "_weekly", "_monthly"}) {
            data.put("usage" + period, spentDollars(account));
            data.put("byok_usage" + period, 0);
        }
        data.put("is_free_tier", freeTier);
        data.put("is_management_key", account.fact("management", "no").equals("yes"));
        data.put("is_provisioning_key", false);
        data.putNull("creator_user_id").putNull("expires_at");
        data.putObject("rate_limit")
                .put("requests", -1)
                .put("interval", "10s")
                .put("note", "This field is deprecated and safe to ignore.");
        long used = cached(account.owner(), day, now);
        data.putObject("free_model_daily_requests")
                .put("used", used)
                .put("limit", day.amount)
                .put("remaining", Math.max(0, day.amount - used));
        return page;
    }

    private long cached(String owner, Count day, Instant now) {
        Seen last = seen.get(owner);
        if (last == null || !now.isBefore(last.at().plus(CACHED))) {
            last = new Seen(now, (long) day.counted(now));
            seen.put(owner, last);
        }
        return last.used();
    }

    private static String label(String key) {
        return key.length() < 16
                ? key
                : key.substring(0, 12) + "..." + key.substring(key.length() - 3);
    }
}
