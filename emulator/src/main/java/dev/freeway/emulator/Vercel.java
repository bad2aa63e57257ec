package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vercel's gateway: five dollars for thirty days from a team's first request, some models only, a
 * few requests of each in a while; once credits were ever bought that is gone for good and
 * everything costs money (pages and reports of 2026). Prices and what was bought are assumed; five
 * in 75 seconds is what reports of four or five a minute, clear after some 75 seconds, agree on.
 */
final class Vercel implements StandIn {
    private static final long BOUGHT = 10_000_000;
    private static final int AT_ONCE = 5;
    private static final Duration WHILE = Duration.ofSeconds(75);

    private static final Map<String, Price> FREE =
            Map.of(
                    "openai/gpt-4.1-nano", new Price(0.10, 0.40),
                    "openai/gpt-4o-mini", new Price(0.15, 0.60),
                    "google/gemini-2.5-flash", new Price(0.30, 2.50));
    private static final Map<String, Price> PAID =
            Map.of(
                    "anthropic/claude-haiku-4.5", new Price(1.00, 5.00),
                    "moonshotai/kimi-k3", new Price(1.00, 4.00));

    private static final String RATE =
            "Free tier requests on this model are rate-limited. Upgrade to paid credits at"
                    + " https://vercel.com/ai-gateway to continue.";

    private final Shelf credits = new Shelf();
    private final Shelf whiles = new Shelf();
    private final Map<String, Long> paid = new HashMap<>();

    @Override
    public String id() {
        return "vercel";
    }

    @Override
    public List<String> models() {
        List<String> models = new ArrayList<>(FREE.keySet());
        models.addAll(PAID.keySet());
        return models.stream().sorted().toList();
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
        return 450;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/v1", Kind.CHAT, Kind.RESPONSE, Kind.EMBEDDING));
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, of("Invalid API key", "authentication_error"));
    }

    @Override
    public Refusal unknownModel(String model) {
        ObjectNode body = of("Model '" + model + "' not found", "model_not_found");
        ((ObjectNode) body.path("error")).putObject("param").put("modelId", model);
        return Refusal.of(404, body);
    }

    @Override
    public Refusal busy() {
        return new Refusal(429, of(RATE, "rate_limit_exceeded"), Map.of(), false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return of(message, status < 500 ? "invalid_request_error" : "internal_server_error");
    }

    private static ObjectNode of(String message, String type) {
        return Words.error(message, type, "", type).put("generationId", "gen_emulated");
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        EmulatedAccount team = visit.account();
        if (!team.fact("card", "yes").equals("yes")) {
            String message =
                    "AI Gateway requires a valid credit card on file to service requests. Add a"
                            + " card to unlock your free credits.";
            return Optional.of(Refusal.of(403, of(message, "customer_verification_required")));
        }
        if (!bought(team) && !FREE.containsKey(visit.model())) {
            String message =
                    "Free tier users do not have access to this model. Buy credits to use it.";
            return Optional.of(Refusal.of(403, of(message, "restricted")));
        }
        if (balance(team, visit.at()) <= 0) {
            String message =
                    "Insufficient funds. Please add credits to your account to continue using AI"
                            + " services.";
            return Optional.of(new Refusal(402, of(message, "insufficient_funds"), Map.of(), true));
        }
        return bought(team) ? Optional.empty() : admitFree(visit);
    }

    private Optional<Refusal> admitFree(Visit visit) {
        Count lately =
                whiles.one(
                        visit.account().owner(),
                        visit.model(),
                        () -> new Count.Rolling("rpm", AT_ONCE, WHILE));
        if (!lately.fits(1, visit.at())) {
            return Optional.of(new Refusal(429, of(RATE, "rate_limit_exceeded"), Map.of(), true));
        }
        lately.add(1, visit.at());
        // The thirty days begin with the first request, not with its cost.
        credit(visit.account()).put(0, visit.at());
        return Optional.empty();
    }

    private static boolean bought(EmulatedAccount team) {
        return team.fact("purchased", "no").equals("yes");
    }

    private Count credit(EmulatedAccount team) {
        return credits.one(
                team.owner(),
                Shelf.EVERY_MODEL,
                () ->
                        new Count.FromFirstUse(
                                "credit", "micro_dollars", 5_000_000, Duration.ofDays(30)));
    }

    private double balance(EmulatedAccount team, Instant now) {
        return bought(team) ? BOUGHT - paid.getOrDefault(team.owner(), 0L) : credit(team).left(now);
    }

    private double used(EmulatedAccount team, Instant now) {
        return bought(team)
                ? (double) paid.getOrDefault(team.owner(), 0L)
                : credit(team).counted(now);
    }

    @Override
    public long bill(Visit visit, int output) {
        Price price =
                FREE.getOrDefault(visit.model(), PAID.getOrDefault(visit.model(), Price.NOTHING));
        long cost = price.of(visit.input(), output);
        if (bought(visit.account())) {
            paid.merge(visit.account().owner(), cost, Long::sum);
            return cost;
        }
        credit(visit.account()).add((double) cost, visit.at());
        return 0;
    }

    @Override
    public Notice page(Look look) {
        if (!look.path().endsWith("/credits")) {
            return StandIn.super.page(look);
        }
        return Notice.of(
                200,
                Json.object()
                        .put("balance", dollars(balance(look.account(), look.at())))
                        .put("total_used", dollars(used(look.account(), look.at()))));
    }

    private static String dollars(double microDollars) {
        return BigDecimal.valueOf(Math.round(microDollars), 6).toPlainString();
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(credits.all());
        counts.addAll(whiles.all());
        return counts;
    }
}
