package dev.freeway.emulator;

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
 * Groq: four continuous buckets of an organisation and model, charged before the answer by input
 * and the bound of the output, trued up after it; the wait it quotes is what is missing, divided by
 * the rate (proven from two recorded refusals).
 */
final class Groq implements StandIn {
    private static final Instant LISTED_ANEW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Assumed: what is charged up front for an answer without a bound. */
    private static final int UNBOUNDED = 1_024;

    /** Requests a minute and a day, tokens a minute and a day; no bound on those: none. */
    private record May(int rpm, int rpd, int tpm, Optional<Integer> tpd) {
        static May of(int rpm, int rpd, int tpm, int tpd) {
            return new May(rpm, rpd, tpm, Optional.of(tpd));
        }

        static May without(int rpm, int rpd, int tpm) {
            return new May(rpm, rpd, tpm, Optional.empty());
        }
    }

    private static final Map<String, May> BEFORE =
            Map.of(
                    "llama-3.1-8b-instant", May.without(30, 14_400, 6_000),
                    "llama-3.3-70b-versatile", May.of(30, 1_000, 12_000, 100_000));
    private static final Map<String, May> SINCE =
            Map.of(
                    "openai/gpt-oss-120b", May.of(30, 1_000, 8_000, 200_000),
                    "openai/gpt-oss-20b", May.of(30, 1_000, 8_000, 200_000),
                    "qwen/qwen3.8-27b", May.of(30, 1_000, 8_000, 200_000),
                    "groq/compound", May.without(30, 250, 70_000));

    private final Shelf buckets = new Shelf();

    @Override
    public String id() {
        return "groq";
    }

    @Override
    public List<String> models() {
        return SINCE.keySet().stream().sorted().toList();
    }

    @Override
    public List<String> models(Instant now) {
        return list(now).keySet().stream().sorted().toList();
    }

    private static Map<String, May> list(Instant now) {
        return now.isBefore(LISTED_ANEW) ? BEFORE : SINCE;
    }

    @Override
    public int outputTokensMax() {
        return 32_768;
    }

    @Override
    public int tokensPerSecond() {
        return 500;
    }

    @Override
    public int thinksMillis() {
        return 150;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/openai/v1", Kind.CHAT, Kind.RESPONSE));
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, of("Invalid API Key", "invalid_request_error", "invalid_api_key"));
    }

    @Override
    public Refusal unknownModel(String model) {
        String message =
                "The model `" + model + "` does not exist or you do not have access to it.";
        return Refusal.of(404, of(message, "invalid_request_error", "model_not_found"));
    }

    @Override
    public Refusal busy() {
        String message = "Over capacity. Please try again in 2s.";
        ObjectNode body = of(message, "requests", "rate_limit_exceeded");
        return new Refusal(429, body, Map.of("retry-after", "2"), false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        String type = status < 500 ? "invalid_request_error" : "internal_server_error";
        return of(message, type, type);
    }

    private static ObjectNode of(String message, String type, String code) {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message).put("type", type).put("code", code);
        return body;
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        List<Count> counts = buckets(visit);
        for (Count count : counts) {
            double units = units(count, visit);
            if (units > count.amount) {
                return Optional.of(tooLarge(count, visit));
            }
            if (!count.fits(units, visit.at())) {
                return Optional.of(spent(count, visit));
            }
        }
        counts.forEach(count -> count.add(units(count, visit), visit.at()));
        return Optional.empty();
    }

    private static double units(Count count, Visit visit) {
        return count.meter.equals("requests") ? 1 : (double) visit.input() + heldOutput(visit);
    }

    private static int heldOutput(Visit visit) {
        boolean bounded =
                visit.request().has("max_tokens") || visit.request().has("max_completion_tokens");
        return bounded ? visit.outputMax() : Math.min(UNBOUNDED, visit.outputMax());
    }

    private static String where(Count count, Visit visit) {
        boolean day = count.limit.endsWith("D");
        return "model `%s` in organization `org_emulated` service tier `on_demand` on %s per %s (%s): Limit %d"
                .formatted(
                        visit.model(),
                        count.meter,
                        day ? "day" : "minute",
                        count.limit,
                        count.amount);
    }

    private static Refusal tooLarge(Count count, Visit visit) {
        String message =
                "Request too large for %s, Requested %d, please reduce your message size and try again. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing"
                        .formatted(where(count, visit), (long) units(count, visit));
        ObjectNode body = of(message, "tokens", "rate_limit_exceeded");
        return new Refusal(413, body, Map.of("retry-after", "9"), false);
    }

    private static Refusal spent(Count count, Visit visit) {
        double units = units(count, visit);
        Duration wait = count.wait(units, visit.at());
        String message =
                "Rate limit reached for %s, Used %d, Requested %d. Please try again in %s. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing"
                        .formatted(
                                where(count, visit),
                                Math.round(count.counted(visit.at())),
                                (long) units,
                                GoDuration.of(wait));
        String seconds = Long.toString(Math.ceilDiv(wait.toNanos(), 1_000_000_000L));
        ObjectNode body = of(message, count.meter, "rate_limit_exceeded");
        return new Refusal(429, body, Map.of("retry-after", seconds), true);
    }

    private List<Count> buckets(Visit visit) {
        return buckets.of(
                visit.account().owner(),
                visit.model(),
                () -> fresh(list(visit.at()).getOrDefault(visit.model(), May.without(0, 0, 0))));
    }

    private static List<Count> fresh(May may) {
        List<Count> counts = new ArrayList<>();
        counts.add(new Count.Leaky("RPM", "requests", may.rpm(), MINUTE));
        counts.add(new Count.Leaky("RPD", "requests", may.rpd(), DAY));
        counts.add(new Count.Leaky("TPM", "tokens", may.tpm(), MINUTE));
        may.tpd().ifPresent(tpd -> counts.add(new Count.Leaky("TPD", "tokens", tpd, DAY)));
        return counts;
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        for (Count count : buckets(visit)) {
            if (count.meter.equals("tokens")) {
                count.add((double) output - heldOutput(visit), now);
            }
        }
    }

    /** Of requests only the day, of tokens only the minute. */
    @Override
    public Map<String, String> headers(Visit visit) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Count count : buckets(visit)) {
            if (count.limit.equals("RPD") || count.limit.equals("TPM")) {
                headers.put("x-ratelimit-limit-" + count.meter, Long.toString(count.amount));
                headers.put(
                        "x-ratelimit-remaining-" + count.meter,
                        Long.toString((long) count.left(visit.at())));
                headers.put(
                        "x-ratelimit-reset-" + count.meter,
                        GoDuration.of(count.wait((double) count.amount, visit.at())));
            }
        }
        return headers;
    }

    @Override
    public Collection<Counted> counts() {
        return buckets.all();
    }
}
