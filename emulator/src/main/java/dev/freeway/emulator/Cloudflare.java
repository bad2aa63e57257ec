package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.emulator.CloudflareModel.Task;
import dev.freeway.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Workers AI: 10,000 neurons a UTC day over all tasks of an account, taken when an answer is over,
 * so that whoever has any left is served; so many requests a minute and task. What Workers Paid
 * uses beyond is billed (pricing and limits pages, 2026-09).
 */
final class Cloudflare implements StandIn {
    private static final long NEURONS_A_DAY = 10_000;
    private static final double MICRO_DOLLARS_PER_NEURON = 11;
    private static final double TILE = 512;

    /** Assumed. */
    private static final int PER_PAGE = 50;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, CloudflareModel> models = CloudflareModel.all();
    private final Shelf counts = new Shelf();
    private final Overage overage = new Overage();

    @Override
    public String id() {
        return "cloudflare";
    }

    @Override
    public List<String> models() {
        return List.copyOf(models.keySet());
    }

    @Override
    public List<Wire> wires() {
        return List.of(
                new CloudflareWire(models),
                OpenAiWire.of("/ai/v1", Kind.CHAT, Kind.EMBEDDING, Kind.RESPONSE));
    }

    @Override
    public int outputTokensMax() {
        return 32_768;
    }

    @Override
    public int tokensPerSecond() {
        return 80;
    }

    @Override
    public int thinksMillis() {
        return 300;
    }

    private static ObjectNode error(int code, String message, boolean withResult) {
        ObjectNode body = Json.object();
        if (withResult) {
            body.putNull("result");
        }
        body.put("success", false);
        body.putArray("errors").addObject().put("code", code).put("message", message);
        if (withResult) {
            body.putArray("messages");
        }
        return body;
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, error(10_000, "Authentication error", true));
    }

    @Override
    public Refusal unknownModel(String model) {
        return Refusal.of(400, error(5_007, "No such model " + model + " or task", true));
    }

    @Override
    public Refusal busy() {
        String message = "No more data centers to forward the request to";
        return Refusal.of(429, error(3_040, message, true));
    }

    /** By status, since only a few of its codes say more. */
    @Override
    public ObjectNode error(int status, String message) {
        int code =
                switch (status) {
                    case 400 -> 5_004;
                    case 404 -> 7_003;
                    case 408 -> 3_007;
                    case 413 -> 3_006;
                    default -> 3_043;
                };
        return error(code, message, true);
    }

    /** A token opens its own account's paths only. */
    @Override
    public Optional<Notice> aside(Incoming call, EmulatedAccount account, Instant now) {
        return foreign(call.path(), account)
                ? Optional.of(Notice.of(403, error(10_000, "Authentication error", true)))
                : Optional.empty();
    }

    private static boolean foreign(String path, EmulatedAccount account) {
        String id = account.fact("account_id", "");
        return !id.isEmpty() && !path.startsWith("/cloudflare/client/v4/accounts/" + id + "/");
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        Task task = model(visit).task();
        if (!task.serves(visit.kind()) || !answers(visit)) {
            return Optional.of(unknownModel(visit.model()));
        }
        if (model(visit).paidOnly() && !paid(visit)) {
            String message = "Model " + visit.model() + " is not available on the free plan";
            return Optional.of(Refusal.of(403, error(5_018, message, true)));
        }
        if (!paid(visit) && neurons(visit).left(visit.at()) <= 0) {
            return Optional.of(new Refusal(429, spent(), Map.of(), true));
        }
        Count minute = minute(visit, task);
        if (!minute.fits(1, visit.at())) {
            String message = "Please wait and consider throttling your request speed";
            return Optional.of(new Refusal(429, error(971, message, true), Map.of(), true));
        }
        minute.add(1, visit.at());
        return Optional.empty();
    }

    /** Responses are for OpenAI's own models. */
    private static boolean answers(Visit visit) {
        return visit.kind() != Kind.RESPONSE || visit.model().contains("/gpt-oss-");
    }

    private static ObjectNode spent() {
        return error(
                4_006,
                "you have used up your daily free allocation of 10,000 neurons, please upgrade to"
                        + " Cloudflare's Workers Paid plan if you would like to continue usage.",
                false);
    }

    private CloudflareModel model(Visit visit) {
        return models.getOrDefault(visit.model(), new CloudflareModel(Task.TEXT, 0, 0, false));
    }

    private static boolean paid(Visit visit) {
        return visit.account().fact("workers_plan", "free").equals("paid");
    }

    private static String owner(EmulatedAccount account) {
        return account.fact("account", account.fact("account_id", account.key()));
    }

    private Count neurons(Visit visit) {
        return counts.one(
                owner(visit.account()),
                Shelf.EVERY_MODEL,
                () -> new Count.Window("neurons", "neurons", NEURONS_A_DAY, Ruler.utcDay()));
    }

    private Count minute(Visit visit, Task task) {
        String of = task.name().toLowerCase(Locale.ROOT);
        return counts.one(
                owner(visit.account()),
                of,
                () -> new Count.Rolling("rpm_" + of, task.perMinute, MINUTE));
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        double price = paid(visit) ? MICRO_DOLLARS_PER_NEURON : 0;
        overage.use(visit, neurons(visit), cost(visit, output), price, now);
    }

    /** In neurons. */
    private double cost(Visit visit, int output) {
        CloudflareModel model = model(visit);
        JsonNode request = visit.request();
        return switch (model.task()) {
            case TEXT, EMBEDDINGS, LARGE_EMBEDDINGS ->
                    (visit.input() * model.input() + output * model.output()) / 1e6;
            case SPEECH -> request.path("seconds").asDouble() / 60 * model.input();
            case IMAGE -> {
                double tiles =
                        Math.ceil(request.path("width").asInt() / TILE)
                                * Math.ceil(request.path("height").asInt() / TILE);
                yield tiles * model.input() + request.path("steps").asInt() * model.output();
            }
        };
    }

    @Override
    public long bill(Visit visit, int output) {
        return overage.due(visit);
    }

    @Override
    public Notice page(Look look) {
        if (foreign(look.path(), look.account())) {
            return Notice.of(403, error(10_000, "Authentication error", true));
        }
        if (!look.path().endsWith("/ai/models/search")) {
            return Notice.of(404, error(404, "there is no " + look.path()));
        }
        String search = decoded(look, "search");
        String task = decoded(look, "task");
        List<Map.Entry<String, CloudflareModel>> found =
                models.entrySet().stream()
                        .filter(model -> model.getKey().contains(search))
                        .filter(model -> model.getValue().task().title.contains(task))
                        .toList();
        int number = number(look, "page", 1);
        return Notice.of(200, searched(found, number, number(look, "per_page", PER_PAGE)));
    }

    /** Pages are counted from 1; one beyond the last is empty. */
    private static ObjectNode searched(
            List<Map.Entry<String, CloudflareModel>> found, int number, int perPage) {
        ObjectNode page = Json.object();
        ArrayNode result = page.putArray("result");
        found.stream()
                .skip((number - 1L) * perPage)
                .limit(perPage)
                .forEach(model ->
                        result.addObject()
                                .put("id", model.getKey())
                                .put("name", model.getKey())
                                .putObject("task")
                                .put("name", model.getValue().task().title));
        page.put("success", true).putArray("errors");
        page.putArray("messages");
        page.putObject("result_info")
                .put("page", number)
                .put("per_page", perPage)
                .put("count", result.size())
                .put("total_count", found.size());
        return page;
    }

    private static int number(Look look, String parameter, int otherwise) {
        return look.parameter(parameter)
                .filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private static String decoded(Look look, String parameter) {
        return URLDecoder.decode(look.parameter(parameter).orElse(""), StandardCharsets.UTF_8);
    }

    @Override
    public Collection<Counted> counts() {
        return counts.all();
    }
}
