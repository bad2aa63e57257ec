package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenRouter: 20 a minute and 50 or 1,000 a UTC day over all {@code :free} models of an account;
 * everything else costs money (docs constants.mdx, 2026-08-22).
 */
final class OpenRouter implements StandIn {
    private static final long MICRO_DOLLARS_PER_TOKEN = 1;
    private static final int CREDITS_FOR_MORE = 10;

    private final Map<String, Pool> pools = new HashMap<>();
    private final Map<String, Long> spent = new HashMap<>();

    private record Pool(Count minute, Count day) {}

    @Override
    public String id() {
        return "openrouter";
    }

    @Override
    public List<String> models() {
        return List.of(
                "openai/gpt-oss-20b:free",
                "meta-llama/llama-3.3-70b-instruct:free",
                "nvidia/nemotron-3-ultra-550b-a55b:free",
                "qwen/qwen3.8-27b:free",
                "openai/gpt-oss-20b");
    }

    @Override
    public int outputTokensMax() {
        return 32_768;
    }

    @Override
    public int tokensPerSecond() {
        return 60;
    }

    @Override
    public int thinksMillis() {
        return 400;
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, error(401, "Missing Authentication header"));
    }

    @Override
    public Refusal unknownModel(String model) {
        ObjectNode body = error(400, model + " is not a valid model ID");
        ((ObjectNode) body.get("error")).putObject("availability").put("code", "model_not_found");
        return Refusal.of(400, body);
    }

    @Override
    public Refusal busy() {
        ObjectNode body = error(429, "Provider returned error");
        return new Refusal(429, body, Map.of("retry-after", "5"), false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", status).put("message", message);
        return body;
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        if (balance(visit.account()) < 0) {
            return Optional.of(insufficient());
        }
        if (!visit.model().endsWith(":free")) {
            return balance(visit.account()) == 0 ? Optional.of(insufficient()) : Optional.empty();
        }
        Pool pool = pool(visit.account());
        if (!pool.minute().fits(1, visit.at())) {
            return Optional.of(spent("free-models-per-min", pool.minute(), visit.at()));
        }
        if (!pool.day().fits(1, visit.at())) {
            boolean bought = visit.account().number("credits_purchased") >= CREDITS_FOR_MORE;
            String name =
                    bought
                            ? "free-models-per-day-high-balance."
                            : "free-models-per-day. Add 10 credits to unlock 1000 free model"
                                    + " requests per day";
            return Optional.of(spent(name, pool.day(), visit.at()));
        }
        pool.minute().add(1, visit.at());
        pool.day().add(1, visit.at());
        return Optional.empty();
    }

    /** A balance is quota too: who keeps count does not run into it. */
    private Refusal insufficient() {
        ObjectNode body =
                error(402, "Insufficient credits. Add more using https://openrouter.ai/credits");
        return new Refusal(402, body, Map.of(), true);
    }

    private Refusal spent(String name, Count count, Instant now) {
        ObjectNode body = error(429, "Rate limit exceeded: " + name);
        Map<String, String> headers =
                Map.of(
                        "x-ratelimit-limit", Long.toString(count.amount),
                        "x-ratelimit-remaining", "0",
                        "x-ratelimit-reset",
                                Long.toString(now.plus(count.wait(1, now)).toEpochMilli()));
        ObjectNode told =
                ((ObjectNode) body.get("error")).putObject("metadata").putObject("headers");
        headers.forEach(told::put);
        return new Refusal(429, body, headers, true);
    }

    private Pool pool(EmulatedAccount account) {
        boolean bought = account.number("credits_purchased") >= CREDITS_FOR_MORE;
        return pools.computeIfAbsent(
                account.owner(),
                _ ->
                        new Pool(
                                new Count.Rolling("rpm", 20, Duration.ofMinutes(1)),
                                new Count.Window(
                                        "rpd", "requests", bought ? 1_000 : 50, Ruler.utcDay())));
    }

    private long balance(EmulatedAccount account) {
        return account.number("balance_micro_dollars") - spent.getOrDefault(account.key(), 0L);
    }

    @Override
    public long bill(Visit visit, int output) {
        if (visit.model().endsWith(":free")) {
            return 0;
        }
        long cost = MICRO_DOLLARS_PER_TOKEN * (visit.input() + output);
        spent.merge(visit.account().key(), cost, Long::sum);
        return cost;
    }

    @Override
    public String opening() {
        return ": OPENROUTER PROCESSING\n\n";
    }

    @Override
    public Map<String, String> headers(Visit visit) {
        return Map.of("x-generation-id", "gen-" + visit.at().toEpochMilli());
    }

    @Override
    public Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        if (!path.endsWith("/key")) {
            return StandIn.super.page(path, account, now);
        }
        Count day = pool(account).day();
        ObjectNode page = Json.object();
        ObjectNode data = page.putObject("data");
        data.put("label", "sk-or-v1-emu...").putNull("limit").putNull("limit_remaining");
        data.put("usage", spent.getOrDefault(account.key(), 0L) / 1e6);
        data.put("is_free_tier", account.number("credits_purchased") < CREDITS_FOR_MORE);
        data.putObject("free_model_daily_requests")
                .put("used", (long) day.counted(now))
                .put("limit", day.amount)
                .put("remaining", day.amount - (long) day.counted(now));
        return Optional.of(page);
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>();
        pools.forEach((account, pool) -> {
            counts.add(new Counted(account, "*", pool.minute()));
            counts.add(new Counted(account, "*", pool.day()));
        });
        return counts;
    }
}
