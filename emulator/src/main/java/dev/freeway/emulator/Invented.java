package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.emulator.Invention.Tariff;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider that nobody has met: it speaks OpenAI's wire and counts what its description says,
 * tokens when the answer is over.
 */
final class Invented implements StandIn {
    private static final int PACE = 100;
    private static final int THINKS_MILLIS = 200;
    private static final String MONEY = "micro_dollars";

    private final Invention invention;
    private final Map<Of, InventedCount> counts = new LinkedHashMap<>();

    private record Of(String owner, String subject, String limit) {}

    Invented(Invention invention) {
        this.invention = invention;
    }

    @Override
    public String id() {
        return invention.id();
    }

    @Override
    public List<String> models() {
        return invention.models().stream().map(Invention.Model::id).toList();
    }

    private Invention.Model model(String id) {
        return invention.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model: " + id));
    }

    @Override
    public int outputTokensMax() {
        return invention.models().stream()
                .mapToInt(Invention.Model::outputTokensMax)
                .max()
                .orElse(0);
    }

    @Override
    public int outputTokensMax(EmulatedAccount account, String model) {
        return model(model).outputTokensMax();
    }

    /** That of its slowest model. */
    @Override
    public int tokensPerSecond() {
        return invention.models().stream()
                .mapToInt(Invention.Model::tokensPerSecond)
                .filter(pace -> pace > 0)
                .min()
                .orElse(PACE);
    }

    @Override
    public int thinksMillis() {
        return THINKS_MILLIS;
    }

    @Override
    public List<Wire> wires() {
        return invention.paths().entrySet().stream()
                .<Wire>map(path -> new InventedWire(path.getKey(), path.getValue()))
                .toList();
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(
                401,
                Words.error(
                        "Incorrect API key provided.",
                        "invalid_request_error",
                        "",
                        "invalid_api_key"));
    }

    @Override
    public Refusal unknownModel(String model) {
        String message = "The model '" + model + "' does not exist.";
        return Refusal.of(
                404, Words.error(message, "invalid_request_error", "model", "model_not_found"));
    }

    @Override
    public Refusal busy() {
        return Refusal.of(429, error(429, "The engine is overloaded, please try again later."));
    }

    @Override
    public ObjectNode error(int status, String message) {
        String type = status < 500 ? "invalid_request_error" : "server_error";
        return Words.error(message, type, "", type);
    }

    private List<InventedCount> counts(Visit visit) {
        return model(visit.model()).limits().stream()
                .map(limit ->
                        counts.computeIfAbsent(
                                new Of(visit.account().owner(), limit.subject(), limit.id()),
                                _ -> new InventedCount(limit)))
                .toList();
    }

    private double most(InventedCount count, Visit visit) {
        return InventedMeter.most(count.limit().meter(), model(visit.model()), visit);
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        List<InventedCount> all = counts(visit);
        for (InventedCount count : all) {
            if (!count.admits(most(count, visit), visit.at())) {
                return Optional.of(spent(count, visit));
            }
        }
        all.forEach(count -> count.begin(most(count, visit), visit.at()));
        return Optional.empty();
    }

    private Refusal spent(InventedCount count, Visit visit) {
        Invention.Limit limit = count.limit();
        Duration wait = count.wait(most(count, visit), visit.at());
        String message =
                "Rate limit reached for %s on %s (%s): limit %d, used %d."
                        .formatted(
                                visit.model(),
                                limit.meter(),
                                limit.id(),
                                count.count().amount,
                                Math.round(count.count().counted(visit.at())));
        return new Refusal(
                429,
                Words.error(message, limit.meter(), "", "rate_limit_exceeded"),
                Map.of("retry-after", Long.toString(wait.toSeconds() + 1)),
                true);
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        Invention.Model model = model(visit.model());
        for (InventedCount count : counts(visit)) {
            double units = InventedMeter.of(count.limit().meter(), model, visit, output);
            count.end(most(count, visit), units, now);
        }
    }

    /** What nobody knows the price of costs something all the same. */
    @Override
    public long bill(Visit visit, int output) {
        Invention.Model model = model(visit.model());
        if (model.chargedFor().stream().noneMatch(needs -> asked(needs, visit))) {
            return 0;
        }
        return Optional.ofNullable(model.prices().get(MONEY))
                .map((Tariff price) -> Math.round(InventedMeter.cost(price, visit, output)))
                .orElse(1L);
    }

    private static boolean asked(Set<String> needs, Visit visit) {
        return needs.isEmpty() || needs.stream().anyMatch(need -> InventedMeter.needs(need, visit));
    }

    @Override
    public Collection<Counted> counts() {
        return counts.entrySet().stream()
                .map(count ->
                        new Counted(
                                count.getKey().owner(),
                                count.getKey().subject(),
                                count.getValue().count()))
                .toList();
    }
}
