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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Groq: continuous buckets of an organisation and model, charged before the answer by input and the
 * bound of the output and trued up after it, or by the seconds of a recording; the wait it quotes
 * is what is missing, divided by the rate (proven from two recorded refusals).
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

    /** Seconds of audio, an hour's and a day's; requests are 20 a minute and 2,000 a day. */
    private static final int AUDIO_HOUR = 7_200;

    private static final int AUDIO_DAY = 28_800;
    private static final String INVALID = "invalid_request_error";
    private static final Set<String> SHOWN = Set.of("RPD", "TPM", "ASPH");
    private static final String SECONDS = "seconds";
    private static final int FILE_BYTES_MAX = 25 * 1024 * 1024;
    private static final String TURBO = "whisper-large-v3-turbo";
    private static final Set<String> HEARING = Set.of("whisper-large-v3", TURBO);

    private final Shelf buckets = new Shelf();

    @Override
    public String id() {
        return "groq";
    }

    @Override
    public List<String> models() {
        return sorted(SINCE);
    }

    @Override
    public List<String> models(Instant now) {
        return sorted(list(now));
    }

    private static List<String> sorted(Map<String, May> list) {
        return Stream.concat(list.keySet().stream(), HEARING.stream()).sorted().toList();
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
        return List.of(OpenAiWire.of("/openai/v1", Kind.CHAT, Kind.RESPONSE, Kind.TRANSCRIPT));
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
        Optional<Refusal> unable = unable(visit);
        if (unable.isPresent()) {
            return unable;
        }
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

    /** What no waiting helps against: the wrong model, or a file that is too large. */
    private static Optional<Refusal> unable(Visit visit) {
        boolean heard = visit.kind() == Kind.TRANSCRIPT;
        boolean translated = visit.request().path("task").asText().equals("translate");
        if (heard != HEARING.contains(visit.model())
                || (heard && translated && visit.model().equals(TURBO))) {
            String message = "The model `%s` does not support this".formatted(visit.model());
            return Optional.of(Refusal.of(400, of(message, INVALID, "invalid_request_error")));
        }
        return visit.request().path("bytes").asInt() > FILE_BYTES_MAX
                ? Optional.of(
                        Refusal.of(
                                413, of("Request Entity Too Large", INVALID, "request_too_large")))
                : Optional.empty();
    }

    private static double units(Count count, Visit visit) {
        return switch (count.meter) {
            case "requests" -> 1;
            case SECONDS -> visit.request().path("seconds").asDouble();
            default -> (double) visit.input() + heldOutput(visit);
        };
    }

    private static int heldOutput(Visit visit) {
        boolean bounded =
                visit.request().has("max_tokens") || visit.request().has("max_completion_tokens");
        return bounded ? visit.outputMax() : Math.min(UNBOUNDED, visit.outputMax());
    }

    private static String where(Count count, Visit visit) {
        String period =
                count.limit.endsWith("D") ? "day" : count.limit.endsWith("H") ? "hour" : "minute";
        String units = count.meter.equals(SECONDS) ? "seconds of audio" : count.meter;
        return "model `%s` in organization `org_emulated` service tier `on_demand` on %s per %s (%s): Limit %d"
                .formatted(visit.model(), units, period, count.limit, count.amount);
    }

    private static Refusal tooLarge(Count count, Visit visit) {
        String message =
                "Request too large for %s, Requested %d, please reduce your message size and try again. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing"
                        .formatted(where(count, visit), (long) units(count, visit));
        ObjectNode body = of(message, count.meter, "rate_limit_exceeded");
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
                () ->
                        HEARING.contains(visit.model())
                                ? hearing()
                                : fresh(
                                        list(visit.at())
                                                .getOrDefault(
                                                        visit.model(), May.without(0, 0, 0))));
    }

    private static List<Count> hearing() {
        return List.of(
                new Count.Leaky("RPM", "requests", 20, MINUTE),
                new Count.Leaky("RPD", "requests", 2_000, DAY),
                new Count.Leaky("ASPH", SECONDS, AUDIO_HOUR, Duration.ofHours(1)),
                new Count.Leaky("ASPD", SECONDS, AUDIO_DAY, DAY));
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

    /** Of requests only the day, of tokens only the minute, of audio only the hour. */
    @Override
    public Map<String, String> headers(Visit visit) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Count count : buckets(visit)) {
            if (SHOWN.contains(count.limit)) {
                String name = count.meter.equals(SECONDS) ? "audio-seconds" : count.meter;
                headers.put("x-ratelimit-limit-" + name, Long.toString(count.amount));
                headers.put(
                        "x-ratelimit-remaining-" + name,
                        Long.toString((long) count.left(visit.at())));
                headers.put(
                        "x-ratelimit-reset-" + name,
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
