package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cerebras: continuous buckets per organisation and model, charged before the answer by input and
 * the bound of the output, trued up after it; flat errors (rate-limits page, 2026-09-18). Until
 * 2026-06-01 the buckets of early that year.
 */
final class Cerebras implements StandIn {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final Instant TRIAL_BEGAN = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant LLAMA_ENDED = Instant.parse("2026-05-27T00:00:00Z");
    private static final int CONTEXT = 65_536;

    private final Shelf early = new Shelf();
    private final Shelf trial = new Shelf();

    @Override
    public String id() {
        return "cerebras";
    }

    @Override
    public List<String> models() {
        return List.of("gpt-oss-120b", "gemma-4-31b", "qwen-3.8-27b");
    }

    @Override
    public List<String> models(Instant now) {
        List<String> models = new ArrayList<>(models());
        if (now.isBefore(LLAMA_ENDED)) {
            models.add("llama3.1-8b");
        }
        return models;
    }

    @Override
    public int outputTokensMax() {
        return 32_768;
    }

    @Override
    public int tokensPerSecond() {
        return 1_500;
    }

    @Override
    public int thinksMillis() {
        return 150;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/v1", Kind.CHAT, Kind.COMPLETION));
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(
                401, flat("Wrong API Key", "invalid_request_error", "api_key", "wrong_api_key"));
    }

    @Override
    public Refusal unknownModel(String model) {
        String message = "Model " + model + " does not exist or you do not have access to it.";
        return Refusal.of(404, flat(message, "not_found_error", "model", "model_not_found"));
    }

    @Override
    public Refusal busy() {
        ObjectNode body =
                flat(
                        "high traffic, try again",
                        "too_many_requests_error",
                        "queue",
                        "queue_exceeded");
        return new Refusal(429, body, Map.of("x-should-retry", "false"), false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return flat(message, "server_error", "", "internal_error");
    }

    private static ObjectNode flat(String message, String type, String param, String code) {
        return Json.object()
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        boolean bounded =
                visit.request().has("max_completion_tokens") || visit.request().has("max_tokens");
        int context = visit.input() + (bounded ? visit.outputMax() : 1);
        if (context > CONTEXT) {
            return Optional.of(tooLong(context));
        }
        List<Count> counts = buckets(visit);
        double tokens = (double) visit.input() + visit.outputMax();
        for (Count count : counts) {
            double units = count.meter.equals("requests") ? 1 : tokens;
            if (!count.fits(units, visit.at())) {
                return Optional.of(spent(count, count.wait(units, visit.at())));
            }
        }
        for (Count count : counts) {
            count.add(count.meter.equals("requests") ? 1 : tokens, visit.at());
        }
        return Optional.empty();
    }

    private static Refusal tooLong(int context) {
        String message =
                "Please reduce the length of the messages or completion. Current length is %d while limit is %d."
                        .formatted(context, CONTEXT);
        return Refusal.of(
                400, flat(message, "invalid_request_error", "messages", "context_length_exceeded"));
    }

    private static Refusal spent(Count count, Duration wait) {
        boolean requests = count.meter.equals("requests");
        String period = count.limit.substring(count.limit.lastIndexOf('-') + 1);
        String message =
                requests
                        ? "Requests per " + period + " limit exceeded - too many requests sent."
                        : "Tokens per " + period + " limit exceeded - too many tokens processed.";
        ObjectNode body =
                flat(
                        message,
                        requests || period.equals("day")
                                ? "too_many_requests_error"
                                : "too_many_tokens_error",
                        "quota",
                        requests ? "request_quota_exceeded" : "token_quota_exceeded");
        String seconds = Long.toString(wait.toSeconds() + 1);
        return new Refusal(429, body, Map.of("retry-after", seconds), true);
    }

    private List<Count> buckets(Visit visit) {
        boolean before = visit.at().isBefore(TRIAL_BEGAN);
        return (before ? early : trial)
                .of(
                        visit.account().owner(),
                        visit.model(),
                        () -> before ? earlyBuckets() : trialBuckets());
    }

    private static List<Count> earlyBuckets() {
        return List.of(
                new Count.Leaky("requests-minute", "requests", 30, MINUTE),
                new Count.Leaky("requests-hour", "requests", 900, HOUR),
                new Count.Leaky("requests-day", "requests", 14_400, DAY),
                new Count.Leaky("tokens-minute", "tokens", 60_000, MINUTE),
                new Count.Leaky("tokens-hour", "tokens", 1_000_000, HOUR),
                new Count.Leaky("tokens-day", "tokens", 1_000_000, DAY));
    }

    private static List<Count> trialBuckets() {
        return List.of(
                new Count.Leaky("requests-minute", "requests", 5, MINUTE),
                new Count.Leaky("requests-hour", "requests", 150, HOUR),
                new Count.Leaky("requests-day", "requests", 2_400, DAY),
                new Count.Leaky("tokens-uncached-minute", "tokens", 30_000, MINUTE),
                new Count.Leaky("tokens-total-minute", "tokens", 90_000, MINUTE),
                new Count.Leaky("tokens-hour", "tokens", 1_000_000, HOUR),
                new Count.Leaky("tokens-day", "tokens", 1_000_000, DAY));
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        for (Count count : buckets(visit)) {
            if (!count.meter.equals("requests")) {
                count.put((double) output - visit.outputMax(), now);
            }
        }
    }

    @Override
    public Map<String, String> headers(Visit visit) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Count count : buckets(visit)) {
            String name = count.limit.replace("-uncached", "");
            if (!count.limit.contains("total")) {
                double left = (double) count.amount - count.counted(visit.at());
                headers.put("x-ratelimit-limit-" + name, Long.toString(count.amount));
                headers.put("x-ratelimit-remaining-" + name, Long.toString((long) left));
                headers.put(
                        "x-ratelimit-reset-" + name,
                        Double.toString(
                                count.wait((double) count.amount, visit.at()).toNanos() / 1e9));
            }
        }
        return headers;
    }

    @Override
    public boolean usageAlways() {
        return true;
    }

    @Override
    public boolean usageInFinishChunk() {
        return true;
    }

    @Override
    public Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        return path.endsWith("/tcp_warming")
                ? Optional.of(Json.object())
                : StandIn.super.page(path, account, now);
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(early.all());
        counts.addAll(trial.all());
        return counts;
    }
}
