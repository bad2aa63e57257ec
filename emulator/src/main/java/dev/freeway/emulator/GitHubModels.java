package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * GitHub Models as it was until 2026-07-30: per user and model a minute and a day, so many at a
 * time per user, caps on both sides of a request (github/docs, commit 0b47378).
 */
final class GitHubModels implements StandIn {
    private static final Map<String, String> TIERS =
            Map.of(
                    "openai/gpt-4.1", "high",
                    "openai/gpt-4o", "high",
                    "openai/gpt-4o-mini", "low",
                    "microsoft/phi-4", "low",
                    "meta/meta-llama-3.1-8b-instruct", "low",
                    "mistral-ai/ministral-3b", "low",
                    "openai/text-embedding-3-small", "embedding");
    private static final List<String> PLANS = List.of("free", "pro", "business", "enterprise");
    private static final Map<String, int[][]> BY_TIER =
            Map.of(
                    "low", new int[][] {{15, 15, 15, 20}, {150, 150, 300, 450}, {5, 5, 5, 8}},
                    "high", new int[][] {{10, 10, 10, 15}, {50, 50, 100, 150}, {2, 2, 2, 4}},
                    "embedding",
                            new int[][] {{15, 15, 15, 20}, {150, 150, 300, 450}, {5, 5, 5, 8}});

    private final Map<String, List<Count>> windows = new HashMap<>();
    private final Map<String, Count> underWay = new HashMap<>();

    @Override
    public String id() {
        return "github-models";
    }

    @Override
    public List<String> models() {
        return TIERS.keySet().stream().sorted().toList();
    }

    @Override
    public int outputTokensMax() {
        return 4_000;
    }

    @Override
    public int tokensPerSecond() {
        return 80;
    }

    @Override
    public int thinksMillis() {
        return 300;
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, of("unauthorized", "Bad credentials"));
    }

    @Override
    public Refusal unknownModel(String model) {
        return Refusal.of(404, of("unknown_model", "Unknown model: " + model));
    }

    @Override
    public Refusal busy() {
        return limited(
                "Rate limit of 0 per 60s exceeded for UserByMinute. Please wait 5 seconds before"
                        + " retrying.",
                "UserByMinute",
                5,
                false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return of("internal_error", message);
    }

    private static ObjectNode of(String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message).put("details", message);
        return body;
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        String tier = tier(visit);
        int inputMax = tier.equals("embedding") ? 64_000 : 8_000;
        if (visit.input() > inputMax) {
            String message =
                    "Request body too large for %s model. Max size: %d tokens."
                            .formatted(visit.model(), inputMax);
            return Optional.of(Refusal.of(413, of("tokens_limit_reached", message)));
        }
        Count open = underWay(visit);
        if (!open.fits(1, visit.at())) {
            String message =
                    "Rate limit of %d per 0s exceeded for UserConcurrentRequests. Please wait 0 seconds before retrying."
                            .formatted(open.amount);
            return Optional.of(limited(message, "UserConcurrentRequests", 0, true));
        }
        for (Count count : windows(visit)) {
            if (!count.fits(1, visit.at())) {
                return Optional.of(spent(count, count.wait(1, visit.at())));
            }
        }
        open.add(1, visit.at());
        windows(visit).forEach(count -> count.add(1, visit.at()));
        return Optional.empty();
    }

    private static Refusal spent(Count count, Duration wait) {
        long seconds = wait.toSeconds() + 1;
        int period = count.limit.equals("UserByModelByDay") ? 86_400 : 60;
        String message =
                "Rate limit of %d per %ds exceeded for %s. Please wait %d seconds before retrying."
                        .formatted(count.amount, period, count.limit, seconds);
        return limited(message, count.limit, seconds, true);
    }

    private static Refusal limited(String message, String type, long seconds, boolean byQuota) {
        return new Refusal(
                429,
                of("RateLimitReached", message),
                Map.of(
                        "retry-after",
                        Long.toString(seconds),
                        "x-ratelimit-timeremaining",
                        Long.toString(seconds),
                        "x-ratelimit-type",
                        type,
                        "x-ms-error-code",
                        "RateLimitReached"),
                byQuota);
    }

    private List<Count> windows(Visit visit) {
        int[][] limits = limits(tier(visit));
        int plan = plan(visit.account());
        return windows.computeIfAbsent(
                user(visit) + "\n" + visit.model(),
                _ ->
                        List.of(
                                new Count.FromFirstUse(
                                        "UserByModelByMinute",
                                        "requests",
                                        limits[0][plan],
                                        Duration.ofMinutes(1)),
                                new Count.FromFirstUse(
                                        "UserByModelByDay",
                                        "requests",
                                        limits[1][plan],
                                        Duration.ofDays(1))));
    }

    private Count underWay(Visit visit) {
        String tier = tier(visit);
        int amount = limits(tier)[2][plan(visit.account())];
        return underWay.computeIfAbsent(
                user(visit) + "\n" + tier,
                _ -> new Count.UnderWay("UserConcurrentRequests", amount));
    }

    private static String tier(Visit visit) {
        return TIERS.getOrDefault(visit.model(), "low");
    }

    private static int[][] limits(String tier) {
        return BY_TIER.getOrDefault(tier, new int[3][4]);
    }

    private static int plan(EmulatedAccount account) {
        return Math.max(0, PLANS.indexOf(account.fact("copilot_plan", "free")));
    }

    private static String user(Visit visit) {
        return visit.account().owner();
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        underWay(visit).put(-1, now);
    }

    /** The ceiling of the machines behind it, which is not the free limit. */
    @Override
    public Map<String, String> headers(Visit visit) {
        return Map.of(
                "x-ratelimit-limit-requests", "20000",
                "x-ratelimit-remaining-requests", "19999",
                "x-ratelimit-limit-tokens", "2000000",
                "x-ratelimit-remaining-tokens", "1999000");
    }

    @Override
    public Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        if (!path.endsWith("/catalog/models")) {
            return Optional.empty();
        }
        ArrayNode list = Json.array();
        for (String model : models()) {
            ObjectNode item = list.addObject();
            item.put("id", model)
                    .put("name", model)
                    .put("publisher", model.substring(0, model.indexOf('/')));
            item.put("rate_limit_tier", TIERS.get(model));
            item.putObject("limits")
                    .put("max_input_tokens", 131_072)
                    .put("max_output_tokens", 16_384);
        }
        return Optional.of(list);
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>();
        windows.forEach((key, list) -> {
            String[] of = key.split("\n", 2);
            list.forEach(count -> counts.add(new Counted(of[0], of[1], count)));
        });
        underWay.forEach((key, count) ->
                counts.add(new Counted(key.substring(0, key.indexOf('\n')), "*", count)));
        return counts;
    }
}
