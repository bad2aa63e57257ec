package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenAI with complimentary tokens for shared data: a pool a UTC day for an organisation and a
 * group of models. Nothing is refused when it is spent: the request that crosses its end is billed
 * whole, as is all that uses tools (help article, 2026-09-28).
 */
final class OpenAi implements StandIn {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Requests and tokens a minute by usage tier, large and small models: assumed. */
    private static final int[][] RATES = {
        {500, 30_000, 200_000},
        {5_000, 450_000, 2_000_000},
        {5_000, 800_000, 4_000_000},
        {10_000, 2_000_000, 10_000_000},
        {10_000, 30_000_000, 150_000_000}
    };

    private static final String NO_END = Long.toString(Long.MAX_VALUE);

    private final Shelf pools = new Shelf();
    private final Shelf rates = new Shelf();
    private final Map<String, Long> billed = new HashMap<>();
    private final OpenAiUsage usage = new OpenAiUsage();

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public List<String> models() {
        return OpenAiGroups.models();
    }

    @Override
    public Optional<String> managementKey() {
        return Optional.of("sk-admin-emulated");
    }

    @Override
    public int outputTokensMax() {
        return 32_768;
    }

    @Override
    public int tokensPerSecond() {
        return 80;
    }

    @Override
    public int thinksMillis() {
        return 400;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/v1", Kind.CHAT, Kind.RESPONSE, Kind.EMBEDDING));
    }

    @Override
    public Refusal unauthorized() {
        String message =
                "Incorrect API key provided. You can find your API key at"
                        + " https://platform.openai.com/account/api-keys.";
        return Refusal.of(
                401, Words.error(message, "invalid_request_error", "", "invalid_api_key"));
    }

    @Override
    public Refusal unknownModel(String model) {
        String message =
                "The model `" + model + "` does not exist or you do not have access to it.";
        return Refusal.of(
                404, Words.error(message, "invalid_request_error", "", "model_not_found"));
    }

    @Override
    public Refusal busy() {
        String message = "Rate limit reached. Please try again in 2s.";
        return new Refusal(
                429,
                Words.error(message, "requests", "", "rate_limit_exceeded"),
                Map.of("retry-after", "2", "retry-after-ms", "2000"),
                false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        String type = status < 500 ? "invalid_request_error" : "server_error";
        return Words.error(message, type, "", type);
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        if (withoutMoney(visit.account())) {
            String message =
                    "You exceeded your current quota, please check your plan and billing details.";
            ObjectNode body = Words.error(message, "insufficient_quota", "", "insufficient_quota");
            return Optional.of(new Refusal(429, body, Map.of(), true));
        }
        List<Count> counts = rates(visit);
        for (Count count : counts) {
            if (!count.fits(units(count, visit), visit.at())) {
                return Optional.of(limited(count, visit));
            }
        }
        counts.forEach(count -> count.add(units(count, visit), visit.at()));
        return Optional.empty();
    }

    /** Complimentary or not: nothing goes without a balance, where one is stated. */
    private boolean withoutMoney(EmulatedAccount account) {
        long balance = Long.parseLong(account.fact("balance_micro_dollars", NO_END));
        return balance <= billed.getOrDefault(account.owner(), 0L);
    }

    private static double units(Count count, Visit visit) {
        boolean bounded =
                visit.request().has("max_tokens") || visit.request().has("max_completion_tokens");
        double tokens = (double) visit.input() + (bounded ? visit.outputMax() : 0);
        return count.meter.equals("requests") ? 1 : tokens;
    }

    private List<Count> rates(Visit visit) {
        int[] row = RATES[tier(visit.account()) - 1];
        boolean small = OpenAiGroups.small(visit.model());
        return rates.of(
                visit.account().owner(),
                visit.model(),
                () ->
                        List.of(
                                new Count.Leaky("RPM", "requests", row[0], MINUTE),
                                new Count.Leaky("TPM", "tokens", row[small ? 2 : 1], MINUTE)));
    }

    private static int tier(EmulatedAccount account) {
        return Math.clamp(Integer.parseInt(account.fact("usage_tier", "1")), 1, RATES.length);
    }

    private static Refusal limited(Count count, Visit visit) {
        double units = units(count, visit);
        Duration wait = count.wait(units, visit.at());
        String message =
                "Rate limit reached for %s in organization org-emulated on %s per min (%s): Limit %d, Used %d, Requested %d. Please try again in %s. Visit https://platform.openai.com/account/rate-limits to learn more."
                        .formatted(
                                visit.model(),
                                count.meter,
                                count.limit,
                                count.amount,
                                (long) count.counted(visit.at()),
                                (long) units,
                                GoDuration.of(wait));
        return new Refusal(
                429,
                Words.error(message, count.meter, "", "rate_limit_exceeded"),
                Map.of(
                        "retry-after", Long.toString(wait.toSeconds() + 1),
                        "retry-after-ms", Long.toString(wait.toMillis() + 1)),
                true);
    }

    /** Empty where nothing is complimentary. */
    private Optional<Count> pool(Visit visit) {
        boolean shares = visit.account().fact("data_sharing", "no").equals("yes");
        boolean tools = !visit.request().path("tools").isEmpty();
        if (!shares || tools) {
            return Optional.empty();
        }
        boolean high = tier(visit.account()) >= 3;
        return OpenAiGroups.of(visit.model(), visit.at())
                .map(group -> {
                    long large = high ? 1_000_000 : 250_000;
                    long amount = group.equals("large") ? large : 10 * large;
                    return pools.one(
                            visit.account().owner(),
                            group,
                            () ->
                                    new Count.Window(
                                            "complimentary", "tokens", amount, Ruler.utcDay()));
                });
    }

    @Override
    public long bill(Visit visit, int output) {
        double tokens = (double) visit.input() + output;
        Optional<Count> pool = pool(visit).filter(count -> count.fits(tokens, visit.at()));
        pool.ifPresent(count -> count.add(tokens, visit.at()));
        long cost =
                pool.isPresent() ? 0 : OpenAiGroups.price(visit.model()).of(visit.input(), output);
        billed.merge(visit.account().owner(), cost, Long::sum);
        usage.add(visit, output, cost);
        return cost;
    }

    @Override
    public Map<String, String> headers(Visit visit, String answerId) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Count count : rates(visit)) {
            headers.put("x-ratelimit-limit-" + count.meter, Long.toString(count.amount));
            headers.put(
                    "x-ratelimit-remaining-" + count.meter,
                    Long.toString((long) count.left(visit.at())));
            headers.put(
                    "x-ratelimit-reset-" + count.meter,
                    GoDuration.of(count.wait((double) count.amount, visit.at())));
        }
        headers.put("x-request-id", "req_" + answerId);
        headers.put("openai-organization", "org-emulated");
        headers.put("openai-processing-ms", Integer.toString(thinksMillis()));
        headers.put("openai-version", "2020-10-01");
        return headers;
    }

    /** The pages of the organisation are for its admin key alone, all others for ordinary ones. */
    @Override
    public Notice page(Look look) {
        boolean admin = managementKey().filter(look.account().key()::equals).isPresent();
        boolean organisation = look.path().contains("/organization/");
        if (admin != organisation) {
            return Notice.of(401, error(401, "This key has no access to " + look.path()));
        }
        if (look.path().endsWith("/organization/usage/completions")) {
            return Notice.of(200, usage.completions(look));
        }
        return look.path().endsWith("/organization/costs")
                ? Notice.of(200, usage.costs(look))
                : StandIn.super.page(look);
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(pools.all());
        counts.addAll(rates.all());
        return counts;
    }
}
