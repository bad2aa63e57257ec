package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GitHub Models as it was until 2026-07-30: per user and model a minute and a day, so many at a
 * time per user, caps on both sides of a request (github/docs, commit 0b47378). Who has switched on
 * paid usage pays for what is beyond the day; that the rest stays as it is for him is assumed.
 */
final class GitHubModels implements StandIn {
    private static final Instant CLOSING = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant CLOSED = Instant.parse("2026-07-30T00:00:00Z");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Shelf windows = new Shelf();
    private final Shelf underWay = new Shelf();
    private final Set<Visit> paid = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public String id() {
        return "github-models";
    }

    @Override
    public List<String> models() {
        return GitHubTiers.OF_MODEL.keySet().stream().sorted().toList();
    }

    @Override
    public int outputTokensMax() {
        return 4_000;
    }

    @Override
    public int outputTokensMax(EmulatedAccount account, String model) {
        return GitHubTiers.may(account, model).map(GitHubTiers.May::output).orElse(0);
    }

    @Override
    public int tokensPerSecond() {
        return 80;
    }

    @Override
    public int thinksMillis() {
        return 300;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/inference", Kind.CHAT, Kind.EMBEDDING));
    }

    /** In July 2026 it says when it ends; since then, that it has. */
    @Override
    public Optional<Refusal> closed(Instant now) {
        if (now.isBefore(CLOSING)) {
            return Optional.empty();
        }
        Map<String, String> headers =
                Map.of(
                        "deprecation",
                        "@1777939200",
                        "sunset",
                        "Thu, 30 Jul 2026 00:00:00 GMT",
                        "link",
                        "<https://docs.github.com/github-models>; rel=\"deprecation\"");
        if (now.isBefore(CLOSED)) {
            return Optional.of(new Refusal(403, MissingNode.getInstance(), headers, false));
        }
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("code", "github_models_retirement_brownout")
                .put(
                        "message",
                        "GitHub Models is temporarily unavailable as part of a scheduled"
                                + " retirement brownout.");
        return Optional.of(new Refusal(410, body, headers, false));
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, of("unauthorized", "Bad credentials"));
    }

    @Override
    public Refusal unknownModel(String model) {
        return Refusal.of(404, of("unknown_model", "Unknown model: " + model));
    }

    @Override
    public Refusal busy() {
        return limited(
                "Rate limit of 0 per 60s exceeded for UserByMinute. Please wait 5 seconds before"
                        + " retrying.",
                "UserByMinute",
                5,
                false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return of("internal_error", message);
    }

    private static ObjectNode of(String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message).put("details", message);
        return body;
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        Optional<GitHubTiers.May> may = GitHubTiers.may(visit.account(), visit.model());
        return may.isEmpty()
                ? Optional.of(
                        Refusal.of(403, of("no_access", "No access to model: " + visit.model())))
                : admit(visit, may.get());
    }

    private Optional<Refusal> admit(Visit visit, GitHubTiers.May may) {
        if (visit.input() > may.input()) {
            String message =
                    "Request body too large for %s model. Max size: %d tokens."
                            .formatted(
                                    visit.model().substring(visit.model().indexOf('/') + 1),
                                    may.input());
            return Optional.of(Refusal.of(413, of("tokens_limit_reached", message)));
        }
        Count open = underWay(visit, may);
        if (!open.fits(1, visit.at())) {
            String message =
                    "Rate limit of %d per 0s exceeded for UserConcurrentRequests. Please wait 0 seconds before retrying."
                            .formatted(open.amount);
            return Optional.of(limited(message, "UserConcurrentRequests", 0, true));
        }
        Count minute = windows(visit, may).getFirst();
        Count day = windows(visit, may).getLast();
        boolean free = day.fits(1, visit.at());
        boolean pays = GitHubUnits.price(visit.account(), visit.model()).isPresent();
        if (!minute.fits(1, visit.at()) || !(free || pays)) {
            return Optional.of(spent(free || pays ? minute : day, visit.at()));
        }
        open.add(1, visit.at());
        minute.add(1, visit.at());
        if (free) {
            day.add(1, visit.at());
        } else {
            paid.add(visit);
        }
        return Optional.empty();
    }

    private static Refusal spent(Count count, Instant now) {
        long seconds = count.wait(1, now).toSeconds() + 1;
        int period = count.limit.equals("UserByModelByDay") ? 86_400 : 60;
        String message =
                "Rate limit of %d per %ds exceeded for %s. Please wait %d seconds before retrying."
                        .formatted(count.amount, period, count.limit, seconds);
        return limited(message, count.limit, seconds, true);
    }

    private static Refusal limited(String message, String type, long seconds, boolean byQuota) {
        return new Refusal(
                429,
                of("RateLimitReached", message),
                Map.of(
                        "retry-after",
                        Long.toString(seconds),
                        "x-ratelimit-timeremaining",
                        Long.toString(seconds),
                        "x-ratelimit-type",
                        type,
                        "x-ms-error-code",
                        "RateLimitReached"),
                byQuota);
    }

    private List<Count> windows(Visit visit, GitHubTiers.May may) {
        return windows.of(
                visit.account().owner(),
                visit.model(),
                () ->
                        List.of(
                                window(visit, "UserByModelByMinute", may.minute(), MINUTE),
                                window(visit, "UserByModelByDay", may.day(), DAY)));
    }

    /** Where its windows begin was never said: an account can live in either world. */
    private static Count window(Visit visit, String limit, int amount, Duration period) {
        return visit.account().fact("anchor", "first_use").equals("rolling")
                ? new Count.Rolling(limit, amount, period)
                : new Count.FromFirstUse(limit, "requests", amount, period);
    }

    private Count underWay(Visit visit, GitHubTiers.May may) {
        return underWay.one(
                visit.account().owner(),
                GitHubTiers.tier(visit.model()),
                () -> new Count.UnderWay("UserConcurrentRequests", may.atATime()));
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        GitHubTiers.may(visit.account(), visit.model())
                .ifPresent(may -> underWay(visit, may).put(-1, now));
    }

    /** What goes beyond the free day; what has no price does not. */
    @Override
    public long bill(Visit visit, int output) {
        return paid.remove(visit)
                ? GitHubUnits.price(visit.account(), visit.model())
                        .map(price -> price.of(visit.input(), output))
                        .orElse(0L)
                : 0;
    }

    /** The ceiling of the machines behind it, which is not the free limit. */
    @Override
    public Map<String, String> headers(Visit visit) {
        return Map.of(
                "x-ratelimit-limit-requests", "20000",
                "x-ratelimit-remaining-requests", "19999",
                "x-ratelimit-renewalperiod-requests", "60",
                "x-ratelimit-renewalperiod-tokens", "60",
                "x-ratelimit-limit-tokens", "2000000",
                "x-ratelimit-remaining-tokens", "1999000");
    }

    @Override
    public Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        if (!path.endsWith("/catalog/models")) {
            return Optional.empty();
        }
        ArrayNode list = Json.array();
        for (String model : models()) {
            ObjectNode item = list.addObject();
            item.put("id", model)
                    .put("name", model)
                    .put("publisher", model.substring(0, model.indexOf('/')));
            item.put("rate_limit_tier", GitHubTiers.tier(model));
            item.putObject("limits")
                    .put("max_input_tokens", 131_072)
                    .put("max_output_tokens", 16_384);
        }
        return Optional.of(list);
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(windows.all());
        counts.addAll(underWay.all());
        return counts;
    }
}
