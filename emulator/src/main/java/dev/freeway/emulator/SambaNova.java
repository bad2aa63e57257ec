package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SambaNova: five dollars for three months from the first request; without a payment method also 20
 * requests a minute, 20 and 200,000 tokens a UTC day for each model, with one 20 million tokens a
 * day for the account, and whatever the gift does not cover is paid. The free figures, prices and
 * refusals are assumed.
 */
final class SambaNova implements StandIn {
    private static final int GIFT_MONTHS = 3;

    private static final Map<String, Price> PRICES =
            Map.of(
                    "Meta-Llama-3.3-70B-Instruct", new Price(0.60, 1.20),
                    "Meta-Llama-3.1-8B-Instruct", new Price(0.10, 0.20),
                    "gpt-oss-120b", new Price(0.22, 0.59));

    private final Shelf gifts = new Shelf();
    private final Shelf rates = new Shelf();

    @Override
    public String id() {
        return "sambanova";
    }

    @Override
    public List<String> models() {
        return PRICES.keySet().stream().sorted().toList();
    }

    @Override
    public int outputTokensMax() {
        return 8_192;
    }

    @Override
    public int tokensPerSecond() {
        return 400;
    }

    @Override
    public int thinksMillis() {
        return 250;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/v1", Kind.CHAT));
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(
                401,
                Words.error("Invalid API key", "invalid_request_error", "", "invalid_api_key"));
    }

    @Override
    public Refusal unknownModel(String model) {
        String message = "Model " + model + " not found";
        return Refusal.of(
                404, Words.error(message, "invalid_request_error", "model", "model_not_found"));
    }

    @Override
    public Refusal busy() {
        return Refusal.of(503, error(503, "Service is at capacity, try again later"));
    }

    @Override
    public ObjectNode error(int status, String message) {
        String type = status < 500 ? "invalid_request_error" : "server_error";
        return Words.error(message, type, "", type);
    }

    private static boolean pays(Visit visit) {
        return visit.account().fact("payment_method", "no").equals("yes");
    }

    private Count gift(Visit visit) {
        Instant end = visit.at().atZone(ZoneOffset.UTC).plusMonths(GIFT_MONTHS).toInstant();
        return gifts.one(
                visit.account().owner(),
                Shelf.EVERY_MODEL,
                () -> new Count.Pot("credit", "micro_dollars", 5_000_000, end));
    }

    private List<Count> rates(Visit visit) {
        String owner = visit.account().owner();
        return pays(visit)
                ? rates.of(owner, Shelf.EVERY_MODEL, () -> List.of(tokensADay(20_000_000)))
                : rates.of(
                        owner,
                        visit.model(),
                        () ->
                                List.of(
                                        new Count.Rolling("rpm", 20, Duration.ofMinutes(1)),
                                        new Count.Rolling("rpd", 20, Duration.ofDays(1)),
                                        tokensADay(200_000)));
    }

    private static Count tokensADay(long amount) {
        return new Count.Rolling("tpd", "tokens", amount, Duration.ofDays(1));
    }

    private static double units(Count count, Visit visit) {
        return count.meter.equals("requests") ? 1 : (double) visit.input() + visit.outputMax();
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        if (!pays(visit) && gift(visit).left(visit.at()) <= 0) {
            String message = "Your credits are used up or have expired. Add a payment method.";
            ObjectNode body = Words.error(message, "payment_required", "", "insufficient_credits");
            return Optional.of(new Refusal(402, body, Map.of(), true));
        }
        for (Count count : rates(visit)) {
            if (!count.fits(units(count, visit), visit.at())) {
                return Optional.of(spent(count, visit));
            }
        }
        rates(visit).forEach(count -> count.add(units(count, visit), visit.at()));
        return Optional.empty();
    }

    private Refusal spent(Count count, Visit visit) {
        Duration wait = count.wait(units(count, visit), visit.at());
        Map<String, String> headers = new LinkedHashMap<>(headers(visit));
        headers.put("retry-after", Long.toString(wait.toSeconds() + 1));
        ObjectNode body =
                Words.error("Rate limit exceeded", count.meter, "", "rate_limit_exceeded");
        return new Refusal(429, body, headers, true);
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        rates(visit).stream()
                .filter(count -> count.meter.equals("tokens"))
                .forEach(count -> count.put((double) output - visit.outputMax(), visit.at()));
    }

    @Override
    public long bill(Visit visit, int output) {
        long cost = PRICES.getOrDefault(visit.model(), Price.NOTHING).of(visit.input(), output);
        Count gift = gift(visit);
        long given = pays(visit) ? Math.min(cost, (long) gift.left(visit.at())) : cost;
        gift.add((double) given, visit.at());
        return cost - given;
    }

    /** Resets are instants, in seconds since 1970: assumed. */
    @Override
    public Map<String, String> headers(Visit visit) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Count count : rates(visit)) {
            if (count.meter.equals("requests")) {
                String name = "requests" + (count.limit.equals("rpd") ? "-day" : "");
                Instant reset = visit.at().plus(count.wait((double) count.amount, visit.at()));
                headers.put("x-ratelimit-limit-" + name, Long.toString(count.amount));
                headers.put(
                        "x-ratelimit-remaining-" + name,
                        Long.toString((long) count.left(visit.at())));
                headers.put("x-ratelimit-reset-" + name, Long.toString(reset.getEpochSecond()));
            }
        }
        return headers;
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(gifts.all());
        counts.addAll(rates.all());
        return counts;
    }
}
