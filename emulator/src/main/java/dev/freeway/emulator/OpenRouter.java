package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenRouter: 20 a minute and 50 or 1,000 a UTC day over all {@code :free} models of an account;
 * everything else costs money (docs constants.mdx, 2026-08-22).
 */
final class OpenRouter implements StandIn {
    /** Assumed. */
    private static final Price PRICE = new Price(1, 1);

    private static final String ROUTER = "openrouter/free";
    private static final int CREDITS_FOR_MORE = 10;

    private final Shelf pools = new Shelf();
    private final OpenRouterBooks books = new OpenRouterBooks();

    @Override
    public String id() {
        return "openrouter";
    }

    @Override
    public List<String> models() {
        return OpenRouterModel.ALL.stream().map(OpenRouterModel::id).toList();
    }

    @Override
    public JsonNode modelList(Instant now) {
        ObjectNode list = Json.object();
        ArrayNode data = list.putArray("data");
        OpenRouterModel.ALL.forEach(
                model -> data.add(model.listed(free(model.id()) ? Price.NOTHING : PRICE)));
        list.putObject("links").putNull("next");
        return list.put("total_count", data.size());
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
        if (visit.account().fact("management", "no").equals("yes")) {
            return Optional.of(
                    Refusal.of(401, error(401, "Management keys cannot be used for inference")));
        }
        if (books.balance(visit.account()) < 0) {
            return Optional.of(insufficient());
        }
        return free(visit.model()) ? admitFree(visit) : admitPaid(visit);
    }

    private static boolean free(String model) {
        return model.endsWith(":free") || model.equals(ROUTER);
    }

    private Optional<Refusal> admitPaid(Visit visit) {
        long balance = books.balance(visit.account());
        if (balance == 0) {
            return Optional.of(insufficient());
        }
        if (balance < bound(visit)) {
            long affordable = (long) ((balance - PRICE.of(visit.input(), 0)) / PRICE.output());
            return Optional.of(tooDear(visit.outputMax(), Math.max(0, affordable)));
        }
        books.hold(visit.account(), bound(visit));
        return Optional.empty();
    }

    private static long bound(Visit visit) {
        return PRICE.of(visit.input(), visit.outputMax());
    }

    private Optional<Refusal> admitFree(Visit visit) {
        List<Count> pool = pool(visit.account());
        if (!pool.getFirst().fits(1, visit.at())) {
            return Optional.of(spent("free-models-per-min", pool.getFirst(), visit.at()));
        }
        if (!pool.getLast().fits(1, visit.at())) {
            String name =
                    bought(visit.account())
                            ? "free-models-per-day-high-balance."
                            : "free-models-per-day. Add 10 credits to unlock 1000 free model"
                                    + " requests per day";
            return Optional.of(spent(name, pool.getLast(), visit.at()));
        }
        pool.forEach(count -> count.add(1, visit.at()));
        return Optional.empty();
    }

    private Refusal tooDear(int asked, long affordable) {
        String message =
                "This request requires more credits, or fewer max_tokens. You requested up to %d tokens, but can only afford %d. To increase, visit https://openrouter.ai/settings/credits and upgrade to a paid account"
                        .formatted(asked, affordable);
        ObjectNode body = error(402, message);
        ((ObjectNode) body.get("error")).putObject("metadata").putNull("provider_name");
        return new Refusal(402, body, Map.of(), true);
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

    private static boolean bought(EmulatedAccount account) {
        return account.number("credits_purchased") >= CREDITS_FOR_MORE;
    }

    /** Of a minute and of a day. */
    private List<Count> pool(EmulatedAccount account) {
        return pools.of(
                account.owner(),
                Shelf.EVERY_MODEL,
                () ->
                        List.of(
                                new Count.Rolling("rpm", 20, Duration.ofMinutes(1)),
                                new Count.Window(
                                        "rpd",
                                        "requests",
                                        bought(account) ? 1_000 : 50,
                                        Ruler.utcDay())));
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        if (!free(visit.model())) {
            books.hold(visit.account(), -bound(visit));
        }
    }

    @Override
    public long bill(Visit visit, int output) {
        long cost = cost(visit, output);
        books.spend(visit.account(), cost);
        return cost;
    }

    private static long cost(Visit visit, int output) {
        return free(visit.model()) ? 0 : PRICE.of(visit.input(), output);
    }

    @Override
    public ObjectNode usageMore(Visit visit, int output) {
        ObjectNode more =
                Json.object().put("cost", cost(visit, output) / 1e6).put("is_byok", false);
        more.putObject("cost_details")
                .putNull("upstream_inference_cost")
                .put("upstream_inference_prompt_cost", 0)
                .put("upstream_inference_completions_cost", 0);
        return more;
    }

    @Override
    public boolean usageAlways() {
        return true;
    }

    @Override
    public String answerId(long n) {
        return "gen-" + n;
    }

    @Override
    public String opening() {
        return ": OPENROUTER PROCESSING\n\n";
    }

    @Override
    public Map<String, String> headers(Visit visit, String answerId) {
        return Map.of("x-generation-id", answerId);
    }

    @Override
    public Notice page(Look look) {
        EmulatedAccount account = look.account();
        if (look.path().endsWith("/key")) {
            Count day = pool(account).getLast();
            return Notice.of(200, books.key(account, day, !bought(account), look.at()));
        }
        if (!look.path().endsWith("/credits")) {
            return StandIn.super.page(look);
        }
        return account.fact("management", "no").equals("yes")
                ? Notice.of(200, books.credits(account))
                : Notice.of(403, error(403, "Only management keys can perform this operation"));
    }

    @Override
    public Collection<Counted> counts() {
        return pools.all();
    }
}
