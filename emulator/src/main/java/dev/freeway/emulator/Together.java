package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Together: nothing is free; rates for each organisation and model that grow and shrink with their
 * use. Above them 429, below them 503 when the machines are full. Where they start is assumed, and
 * that they never go below that.
 */
final class Together implements StandIn {
    private static final int REQUESTS_PER_MINUTE = 60;
    private static final int TOKENS_PER_MINUTE = 180_000;

    /** The first two are assumed. */
    private static final Map<String, Price> PRICES =
            Map.of(
                    "openai/gpt-oss-20b", new Price(0.05, 0.20),
                    "meta-llama/Llama-3.3-70B-Instruct-Turbo", new Price(0.88, 0.88),
                    "deepseek-ai/DeepSeek-V4-Pro", new Price(2.10, 4.40));

    private final Shelf rates = new Shelf();

    @Override
    public String id() {
        return "together";
    }

    @Override
    public List<String> models() {
        return PRICES.keySet().stream().sorted().toList();
    }

    @Override
    public int outputTokensMax() {
        return 16_384;
    }

    @Override
    public int tokensPerSecond() {
        return 90;
    }

    @Override
    public int thinksMillis() {
        return 350;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/v1", Kind.CHAT, Kind.COMPLETION));
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(
                401,
                Words.error(
                        "Invalid API key provided",
                        "invalid_request_error",
                        "",
                        "invalid_api_key"));
    }

    @Override
    public Refusal unknownModel(String model) {
        String message = "Unable to access model " + model + ".";
        return Refusal.of(
                404, Words.error(message, "invalid_request_error", "", "model_not_available"));
    }

    @Override
    public Refusal busy() {
        return Refusal.of(503, error(503, "The server is overloaded or not ready yet."));
    }

    @Override
    public ObjectNode error(int status, String message) {
        String type = status < 500 ? "invalid_request_error" : "server_error";
        return Words.error(message, type, "", type);
    }

    /** Requests and tokens a minute; the answer's tokens are counted when it is over. */
    private List<Count> rates(Visit visit) {
        return rates.of(
                visit.account().owner(),
                visit.model(),
                () ->
                        List.of(
                                rate("rpm", "requests", REQUESTS_PER_MINUTE, visit.at()),
                                rate("tpm", "tokens", TOKENS_PER_MINUTE, visit.at())));
    }

    private static Count rate(String limit, String meter, int perMinute, Instant now) {
        return new Adaptive(limit, meter, perMinute, perMinute, now);
    }

    private static double units(Count count, Visit visit) {
        return count.meter.equals("requests") ? 1.0 : (double) visit.input();
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        for (Count count : rates(visit)) {
            if (!count.fits(units(count, visit), visit.at())) {
                String message =
                        "You have reached the rate limit specific to this model " + visit.model();
                ObjectNode body = Words.error(message, "rate_limit", "", "rate_limit_exceeded");
                return Optional.of(new Refusal(429, body, headers(visit), true));
            }
        }
        rates(visit).forEach(count -> count.add(units(count, visit), visit.at()));
        return Optional.empty();
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        rates(visit).getLast().add(output, now);
    }

    @Override
    public long bill(Visit visit, int output) {
        return PRICES.getOrDefault(visit.model(), Price.NOTHING).of(visit.input(), output);
    }

    /** Told for a second, of which a minute has sixty. */
    @Override
    public Map<String, String> headers(Visit visit) {
        Count requests = rates(visit).getFirst();
        Count tokens = rates(visit).getLast();
        double wait = requests.wait(1, visit.at()).toMillis() / 1e3;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit", Long.toString(requests.amount / 60));
        headers.put("x-ratelimit-remaining", ofASecond(requests, visit));
        headers.put("x-ratelimit-reset", Double.toString(wait));
        headers.put("x-tokenlimit-limit", Long.toString(tokens.amount / 60));
        headers.put("x-tokenlimit-remaining", ofASecond(tokens, visit));
        return headers;
    }

    private static String ofASecond(Count rate, Visit visit) {
        return Long.toString(Math.min(rate.amount / 60, (long) rate.left(visit.at())));
    }

    @Override
    public Collection<Counted> counts() {
        return rates.all();
    }
}
