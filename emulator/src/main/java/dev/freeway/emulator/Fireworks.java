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
 * Fireworks: a dollar once; 10 a minute for an account, 6,000 with a payment method; token rates of
 * each model, told per second, that grow and shrink with their use (account quotas page; that they
 * may halve is assumed). An account whose dollar is spent is suspended with 412; with a payment
 * method it pays.
 */
final class Fireworks implements StandIn {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String GENERATED = "generated";
    private static final String PREFIX = "accounts/fireworks/models/";

    /** The first two are assumed. */
    private static final Map<String, Price> PRICES =
            Map.of(
                    PREFIX + "gpt-oss-120b", new Price(0.15, 0.60),
                    PREFIX + "kimi-k2p5", new Price(0.60, 3.00),
                    PREFIX + "glm-5p3-flash", new Price(0.15, 0.50));

    private final Shelf requests = new Shelf();
    private final Shelf promos = new Shelf();
    private final Shelf tokens = new Shelf();

    @Override
    public String id() {
        return "fireworks";
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
        return 120;
    }

    @Override
    public int thinksMillis() {
        return 300;
    }

    @Override
    public List<Wire> wires() {
        return List.of(
                OpenAiWire.of(
                        "/inference/v1",
                        Kind.CHAT,
                        Kind.COMPLETION,
                        Kind.RESPONSE,
                        Kind.EMBEDDING));
    }

    @Override
    public Refusal unauthorized() {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", "The API key you provided is invalid.")
                .put("code", "UNAUTHORIZED");
        return Refusal.of(401, body);
    }

    @Override
    public Refusal unknownModel(String model) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("object", "error")
                .put("type", "invalid_request_error")
                .put("code", "NOT_FOUND")
                .put("message", "Model not found, inaccessible, and/or not deployed");
        return Refusal.of(404, body);
    }

    /** Overload is 503: 429 is kept for rates. */
    @Override
    public Refusal busy() {
        return Refusal.of(503, error(503, "service overloaded, please try again later"));
    }

    @Override
    public ObjectNode error(int status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("object", "error")
                .put("type", status < 500 ? "invalid_request_error" : "internal_server_error")
                .put("message", message);
        return body;
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        if (!pays(visit.account()) && promo(visit.account()).left(visit.at()) <= 0) {
            return Optional.of(suspended());
        }
        Count minute = minute(visit.account());
        if (!minute.fits(1, visit.at())) {
            return Optional.of(limited(visit, minute));
        }
        for (Count rate : tokens(visit)) {
            if (!rate.fits(units(rate, visit), visit.at())) {
                return Optional.of(limited(visit, rate));
            }
        }
        minute.add(1, visit.at());
        tokens(visit).forEach(rate -> rate.add(units(rate, visit), visit.at()));
        return Optional.empty();
    }

    private static Refusal suspended() {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put(
                        "message",
                        "Account emulated is suspended, possibly due to reaching the monthly"
                                + " spending limit or failure to pay past invoices. Please go to"
                                + " https://fireworks.ai/account/billing for more information.");
        return new Refusal(412, body, Map.of(), true);
    }

    private Refusal limited(Visit visit, Count count) {
        String message = "Rate limit exceeded: " + count.limit + ", please try again later";
        Map<String, String> headers = new LinkedHashMap<>(requestHeaders(visit));
        headers.put("x-ratelimit-over-limit", "yes");
        return new Refusal(429, error(429, message), headers, true);
    }

    private static boolean pays(EmulatedAccount account) {
        return account.fact("payment_method", "no").equals("yes");
    }

    private Count promo(EmulatedAccount account) {
        return promos.one(
                account.owner(),
                Shelf.EVERY_MODEL,
                () -> new Count.Pot("promo", "micro_dollars", 1_000_000));
    }

    private Count minute(EmulatedAccount account) {
        return requests.one(
                account.owner(),
                Shelf.EVERY_MODEL,
                () -> new Count.Rolling("rpm", pays(account) ? 6_000 : 10, MINUTE));
    }

    /** The figures that it begins with, for each model. */
    private List<Count> tokens(Visit visit) {
        return tokens.of(
                visit.account().owner(),
                visit.model(),
                () ->
                        List.of(
                                tokens("prompt", 3_600_000, visit.at()),
                                tokens("cache-adjusted-prompt", 900_000, visit.at()),
                                tokens(GENERATED, 36_000, visit.at())));
    }

    private static Count tokens(String name, int perMinute, Instant now) {
        return new Adaptive("tokens-" + name, "tokens", perMinute, perMinute / 2, now);
    }

    private static boolean generated(Count rate) {
        return rate.limit.endsWith(GENERATED);
    }

    /** What is generated is known only afterwards. */
    private static double units(Count rate, Visit visit) {
        return generated(rate) ? 0.0 : (double) visit.input();
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        tokens(visit).stream().filter(Fireworks::generated).forEach(rate -> rate.add(output, now));
    }

    /** What the dollar does not cover is charged to who has a way to pay. */
    @Override
    public long bill(Visit visit, int output) {
        long cost = PRICES.getOrDefault(visit.model(), Price.NOTHING).of(visit.input(), output);
        Count promo = promo(visit.account());
        long given = pays(visit.account()) ? Math.min(cost, (long) promo.left(visit.at())) : cost;
        promo.add((double) given, visit.at());
        return cost - given;
    }

    private Map<String, String> requestHeaders(Visit visit) {
        Count minute = minute(visit.account());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit-requests", Long.toString(minute.amount));
        headers.put(
                "x-ratelimit-remaining-requests", Long.toString((long) minute.left(visit.at())));
        for (Count rate : tokens(visit)) {
            headers.put("x-ratelimit-limit-" + rate.limit, Long.toString(rate.amount / 60));
        }
        return headers;
    }

    /** Streams tell nothing of their performance. */
    @Override
    public Map<String, String> headers(Visit visit) {
        Map<String, String> headers = requestHeaders(visit);
        headers.put("x-ratelimit-over-limit", "no");
        if (!visit.streams()) {
            headers.put("fireworks-prompt-tokens", Integer.toString(visit.input()));
            headers.put("fireworks-cached-prompt-tokens", "0");
        }
        return headers;
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(requests.all());
        counts.addAll(promos.all());
        counts.addAll(tokens.all());
        return counts;
    }
}
