package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replicate: some runs once for nothing, of models in one collection that rotates, where no billing
 * is set up; how many is told nobody and assumed to be 50, if the account does not say. Six runs a
 * minute, one at a time, for the poor. Runs that fail or never begin cost nothing; cancelled ones
 * do (docs and refusals, 2026-09-18).
 */
final class Replicate implements StandIn {
    private static final String FREE_RUNS = "50";
    private static final int RICH_DOLLARS = 5;
    private static final long MICRO_DOLLARS = 1_000_000;

    private final Map<String, ReplicateModel> models = ReplicateModel.all();
    private final Shelf counts = new Shelf();

    @Override
    public String id() {
        return "replicate";
    }

    @Override
    public List<String> models() {
        return List.copyOf(models.keySet());
    }

    Collection<ReplicateModel> catalogue() {
        return models.values();
    }

    Optional<ReplicateModel> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    @Override
    public int outputTokensMax() {
        return 4_096;
    }

    @Override
    public int tokensPerSecond() {
        return 60;
    }

    @Override
    public int thinksMillis() {
        return 800;
    }

    static ObjectNode problem(int status, String title, String detail) {
        ObjectNode body = Json.object();
        if (!title.isEmpty()) {
            body.put("title", title);
        }
        return body.put("detail", detail).put("status", status);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return problem(status, "", message);
    }

    @Override
    public Refusal unauthorized() {
        String detail = "You did not pass a valid authentication token";
        return Refusal.of(401, problem(401, "Unauthenticated", detail));
    }

    @Override
    public Refusal unknownModel(String model) {
        return Refusal.of(404, error(404, "The requested resource could not be found."));
    }

    @Override
    public Refusal busy() {
        return throttled("", Duration.ofSeconds(30), false);
    }

    static Refusal invalid(String field, String wanted) {
        ObjectNode body =
                problem(422, "Input validation failed", "- " + field + ": " + wanted + "\n");
        body.putArray("invalid_fields")
                .addObject()
                .put("type", "required")
                .put("field", field)
                .put("description", wanted);
        return Refusal.of(422, body);
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        EmulatedAccount account = visit.account();
        Count rate = creations(account);
        if (!rate.fits(1, visit.at())) {
            String why =
                    poor(account)
                            ? " Your rate limit for creating predictions is reduced to 6 requests"
                                    + " per minute with a burst of 1 requests "
                                    + until(account)
                            : "";
            return Optional.of(throttled(why, rate.wait(1, visit.at()), true));
        }
        Optional<Refusal> broke = broke(visit);
        if (broke.isEmpty()) {
            rate.add(1, visit.at());
            if (free(account)) {
                freeRuns(account).add(1, visit.at());
            }
        }
        return broke;
    }

    private Optional<Refusal> broke(Visit visit) {
        EmulatedAccount account = visit.account();
        if (free(account)) {
            boolean offered =
                    model(visit.model()).filter(model -> model.free(visit.at())).isPresent();
            boolean left = freeRuns(account).fits(1, visit.at());
            return offered && left ? Optional.empty() : Optional.of(ended(offered));
        }
        boolean spent = !billed(account) && credit(account).left(visit.at()) <= 0;
        return spent ? Optional.of(noCredit()) : Optional.empty();
    }

    private static Refusal ended(boolean byQuota) {
        String detail =
                "You have reached the free time limit. To continue using Replicate, set up billing"
                        + " at https://replicate.com/account/billing#billing.";
        ObjectNode body = problem(402, "Free time limit reached", detail);
        return new Refusal(402, body, Map.of(), byQuota);
    }

    private static Refusal noCredit() {
        String detail =
                "You have insufficient credit to run this model. Go to"
                    + " https://replicate.com/account/billing#billing to purchase credit. Once you"
                    + " purchase credit, please wait a few minutes before trying again.";
        return new Refusal(402, problem(402, "Insufficient credit", detail), Map.of(), true);
    }

    private static Refusal throttled(String why, Duration wait, boolean byQuota) {
        long seconds = (wait.toMillis() + 999) / 1_000;
        String detail =
                "Request was throttled.%s Your rate limit resets in ~%ds.".formatted(why, seconds);
        ObjectNode body = error429(detail, why.isEmpty(), seconds);
        return new Refusal(429, body, Map.of("retry-after", Long.toString(seconds)), byQuota);
    }

    private static ObjectNode error429(String detail, boolean plain, long seconds) {
        return plain
                ? Json.object().put("detail", detail)
                : problem(429, "", detail).put("retry_after", seconds);
    }

    /** Everything but creating a run. */
    Optional<Refusal> admitOther(EmulatedAccount account, Instant now) {
        Count rate =
                counts.one(
                        account.owner(),
                        "other",
                        () -> new Count.Leaky("other", "requests", 3_000, Duration.ofMinutes(1)));
        if (!rate.fits(1, now)) {
            return Optional.of(throttled("", rate.wait(1, now), true));
        }
        rate.add(1, now);
        return Optional.empty();
    }

    private static boolean billed(EmulatedAccount account) {
        return account.fact("payment_method", "no").equals("yes");
    }

    private static boolean free(EmulatedAccount account) {
        return !billed(account) && account.number("credit_dollars") == 0;
    }

    private static boolean poor(EmulatedAccount account) {
        return !billed(account) || account.number("credit_dollars") < RICH_DOLLARS;
    }

    private static String until(EmulatedAccount account) {
        return billed(account) || account.number("credit_dollars") > 0
                ? "while you have less than $5.0 in credit."
                : "until you add a payment method.";
    }

    private Count creations(EmulatedAccount account) {
        return counts.one(
                account.owner(),
                "create",
                () ->
                        poor(account)
                                ? new Count.Leaky("create", "requests", 1, 6 / 60.0)
                                : new Count.Leaky("create", "requests", 600, 600 / 60.0));
    }

    private Count freeRuns(EmulatedAccount account) {
        return counts.one(
                account.owner(),
                "try-for-free",
                () ->
                        new Count.Pot(
                                "free_runs",
                                "runs",
                                Long.parseLong(account.fact("free_runs", FREE_RUNS))));
    }

    private Count credit(EmulatedAccount account) {
        long amount = account.number("credit_dollars") * MICRO_DOLLARS;
        return counts.one(
                account.owner(),
                Shelf.EVERY_MODEL,
                () -> new Count.Pot("credit", "micro_dollars", amount));
    }

    /** A run that failed or never began. */
    void giveBack(Visit visit, Instant now) {
        if (free(visit.account())) {
            freeRuns(visit.account()).put(-1, now);
        }
    }

    @Override
    public long bill(Visit visit, int output) {
        EmulatedAccount account = visit.account();
        if (free(account)) {
            return 0;
        }
        long cost = model(visit.model()).map(model -> model.cost(visit.input(), output)).orElse(0L);
        credit(account).add((double) cost, visit.at());
        return cost;
    }

    @Override
    public Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        return ReplicatePages.page(path, this, now);
    }

    @Override
    public Collection<Counted> counts() {
        return counts.all();
    }
}
