package dev.freeway.emulator;

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
 * Hyperbolic: a dollar once the phone is verified, charged after the answer while anything is left;
 * 60 or 600 a minute, fewer of the biggest model and of pictures, 600 for an address
 * (docs.hyperbolic.ai, performance limits). Everybody here comes from one address. The bodies of
 * its refusals are assumed.
 */
final class Hyperbolic implements StandIn {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String BIGGEST = "meta-llama/Meta-Llama-3.1-405B-Instruct";
    private static final String PICTURES = "FLUX.1-dev";
    private static final long CENT = 10_000;
    private static final int PRO_DOLLARS = 5;

    /** Of one picture, in micro-dollars: assumed. */
    private static final long PICTURE_PRICE = 10_000;

    private static final Map<String, Price> PRICES =
            Map.of(
                    BIGGEST,
                    new Price(4.00, 4.00),
                    "deepseek-ai/DeepSeek-R1-0528",
                    new Price(3.00, 3.00),
                    "meta-llama/Llama-3.3-70B-Instruct",
                    new Price(0.40, 0.40),
                    "Qwen/Qwen2.5-Coder-32B-Instruct",
                    new Price(0.20, 0.20),
                    "meta-llama/Meta-Llama-3.1-8B-Instruct",
                    new Price(0.10, 0.10));

    private final Shelf rates = new Shelf();
    private final Shelf promos = new Shelf();
    private final Map<String, Long> deposits = new HashMap<>();

    @Override
    public String id() {
        return "hyperbolic";
    }

    @Override
    public List<String> models() {
        List<String> models = new ArrayList<>(PRICES.keySet().stream().sorted().toList());
        models.add(PICTURES);
        return models;
    }

    @Override
    public int outputTokensMax() {
        return 8_192;
    }

    @Override
    public int tokensPerSecond() {
        return 50;
    }

    @Override
    public int thinksMillis() {
        return 500;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/v1", Kind.CHAT, Kind.COMPLETION), new HyperbolicImages());
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, error(401, "Could not validate credentials"));
    }

    @Override
    public Refusal unknownModel(String model) {
        return Refusal.of(404, error(404, "Model " + model + " not found"));
    }

    @Override
    public Refusal busy() {
        return new Refusal(429, error(429, "Too many requests"), Map.of("retry-after", "5"), false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return Json.object()
                .put("object", "error")
                .put("message", message)
                .put("type", status == 429 ? "RateLimitError" : "BadRequestError")
                .putNull("param")
                .put("code", status);
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        if (balance(visit.account()) <= 0) {
            String message = "Insufficient funds. Please add credit to your account.";
            return Optional.of(new Refusal(402, error(402, message), Map.of(), true));
        }
        List<Count> counts = rates(visit);
        for (Count count : counts) {
            if (!count.fits(1, visit.at())) {
                String seconds = Long.toString(count.wait(1, visit.at()).toSeconds() + 1);
                String message = "Rate limit exceeded: " + count.amount + " per " + count.limit;
                Map<String, String> headers = Map.of("retry-after", seconds);
                return Optional.of(new Refusal(429, error(429, message), headers, true));
            }
        }
        counts.forEach(count -> count.add(1, visit.at()));
        return Optional.empty();
    }

    private List<Count> rates(Visit visit) {
        EmulatedAccount account = visit.account();
        boolean pro = account.number("deposited") >= PRO_DOLLARS;
        List<Count> all = new ArrayList<>();
        all.add(rate("127.0.0.1", Shelf.EVERY_MODEL, 600, MINUTE));
        all.add(rate(account.owner(), Shelf.EVERY_MODEL, pro ? 600 : 60, MINUTE));
        if (visit.model().equals(BIGGEST)) {
            all.add(rate(account.owner(), BIGGEST, pro ? 120 : 5, MINUTE));
        }
        if (visit.model().equals(PICTURES)) {
            Duration period = pro ? MINUTE : MINUTE.multipliedBy(5);
            all.add(rate(account.owner(), PICTURES, pro ? 50 : 1, period));
        }
        return all;
    }

    private Count rate(String owner, String model, int amount, Duration period) {
        String name = period.toMinutes() == 1 ? "minute" : period.toMinutes() + " minutes";
        return rates.one(owner, model, () -> new Count.Rolling(name, amount, period));
    }

    private Count promo(EmulatedAccount account) {
        boolean verified = account.fact("phone_verified", "no").equals("yes");
        return promos.one(
                account.owner(),
                Shelf.EVERY_MODEL,
                () -> new Count.Pot("promo", "micro_dollars", verified ? 1_000_000 : 0));
    }

    /** In micro-dollars: what was given and what was paid in, less what both were spent on. */
    private long balance(EmulatedAccount account) {
        long paidIn = account.number("deposited") * 1_000_000;
        Count promo = promo(account);
        return promo.amount
                - Math.round(promo.counted(Instant.EPOCH))
                + paidIn
                - deposits.getOrDefault(account.owner(), 0L);
    }

    /**
     * The gift is used up first; what it does not cover is paid from the deposit, if there is one.
     */
    @Override
    public long bill(Visit visit, int output) {
        long cost =
                visit.model().equals(PICTURES)
                        ? PICTURE_PRICE
                        : PRICES.getOrDefault(visit.model(), Price.NOTHING)
                                .of(visit.input(), output);
        Count promo = promo(visit.account());
        boolean deposited = visit.account().number("deposited") > 0;
        long given = deposited ? Math.min(cost, (long) promo.left(visit.at())) : cost;
        promo.add((double) given, visit.at());
        deposits.merge(visit.account().owner(), cost - given, Long::sum);
        return cost - given;
    }

    @Override
    public Notice page(Look look) {
        if (look.path().endsWith("/billing/get_current_balance")) {
            long cents = Math.floorDiv(balance(look.account()), CENT);
            return Notice.of(200, Json.object().put("credits", cents));
        }
        if (look.path().endsWith("/billing/purchase_history")) {
            ObjectNode page = Json.object();
            long cents = look.account().number("deposited") * 100;
            var history = page.putArray("purchase_history");
            if (cents > 0) {
                history.addObject().put("amount", cents).put("timestamp", "2026-01-01T00:00:00Z");
            }
            return Notice.of(200, page);
        }
        return StandIn.super.page(look);
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(rates.all());
        counts.addAll(promos.all());
        return counts;
    }
}
