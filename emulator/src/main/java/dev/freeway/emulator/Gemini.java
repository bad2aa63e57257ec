package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gemini's free tier: requests and input tokens a minute and requests a Pacific day, by project and
 * model (figures of AI Studio as republished 2026-07-18). With billing nothing is refused and all
 * is charged.
 */
final class Gemini implements StandIn {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String RPM = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier";
    private static final String TPM = "GenerateContentInputTokensPerModelPerMinute-FreeTier";
    private static final String RPD = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";
    private static final Pattern COUNT_TOKENS =
            Pattern.compile("/gemini/v1(?:beta)?/models/([^/:]+):countTokens");

    private final Map<String, GeminiModel> models = GeminiModel.all();
    private final Shelf counts = new Shelf();
    private final Map<String, Integer> dailyRefusals = new HashMap<>();

    @Override
    public String id() {
        return "gemini";
    }

    @Override
    public List<String> models() {
        return List.copyOf(models.keySet());
    }

    @Override
    public List<Wire> wires() {
        OpenAiWire openAi = OpenAiWire.of("/v1beta/openai", Kind.CHAT, Kind.EMBEDDING);
        return List.of(new GeminiWire(), call -> openAi.read(call).map(Gemini::plainName));
    }

    /** On OpenAI's layer a model may be called {@code models/x}, too. */
    private static Reading plainName(Reading reading) {
        if (reading instanceof Reading.Asked asked && asked.model().startsWith("models/")) {
            asked.request().put("model", asked.model().substring("models/".length()));
        }
        return reading;
    }

    @Override
    public Optional<String> credential(HttpServerRequest http) {
        return Optional.ofNullable(http.getHeader("x-goog-api-key"))
                .or(() -> Optional.ofNullable(http.getParam("key")))
                .or(() ->
                        http.path().contains("/openai/")
                                ? StandIn.super.credential(http)
                                : Optional.empty());
    }

    @Override
    public int outputTokensMax() {
        return 65_536;
    }

    @Override
    public int tokensPerSecond() {
        return 200;
    }

    @Override
    public int thinksMillis() {
        return 500;
    }

    @Override
    public Refusal unauthorized() {
        return GeminiErrors.badKey();
    }

    @Override
    public Refusal unauthorized(Optional<String> key) {
        return key.isPresent() ? GeminiErrors.badKey() : GeminiErrors.noKey();
    }

    @Override
    public Refusal unknownModel(String model) {
        return GeminiErrors.noModel(model, "generateContent");
    }

    @Override
    public Refusal busy() {
        return Refusal.of(429, error(429, "Resource has been exhausted (e.g. check quota)."));
    }

    @Override
    public ObjectNode error(int status, String message) {
        return GeminiErrors.of(status, message);
    }

    @Override
    public JsonNode refusalAt(String path, JsonNode body) {
        return path.contains("/openai/") ? Json.array().add(body) : body;
    }

    private GeminiModel model(Visit visit) {
        return models.getOrDefault(visit.model(), GeminiModel.NONE);
    }

    private static boolean paid(Visit visit) {
        return visit.account().fact("billing", "free").equals("paid");
    }

    private static String project(EmulatedAccount account) {
        return account.fact("project", account.owner());
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        GeminiModel model = model(visit);
        if (model.embeds() != (visit.kind() == Kind.EMBEDDING)) {
            String method = model.embeds() ? "generateContent" : "embedContent";
            return Optional.of(GeminiErrors.noModel(visit.model(), method));
        }
        if (paid(visit) && model.price().isPresent()) {
            return Optional.empty();
        }
        List<Count> limits = limits(visit);
        for (Count count : limits) {
            if (!count.fits(units(count, visit), visit.at())) {
                return Optional.of(spent(count, visit));
            }
        }
        limits.forEach(count -> count.add(units(count, visit), visit.at()));
        return Optional.empty();
    }

    private static double units(Count count, Visit visit) {
        return count.meter.equals("requests") ? 1 : visit.input();
    }

    private Refusal spent(Count count, Visit visit) {
        Duration wait = count.wait(units(count, visit), visit.at());
        boolean daily = count.limit.equals(RPD);
        int before = daily ? dailyRefusals.merge(project(visit.account()), 1, Integer::sum) : 0;
        return GeminiErrors.spent(count, visit.model(), wait, before % 2 == 1);
    }

    /** Days first: who has none left should not be told to wait a minute. */
    private List<Count> limits(Visit visit) {
        GeminiModel model = model(visit);
        return counts.of(
                project(visit.account()),
                visit.model(),
                () ->
                        List.of(
                                new Count.Window(RPD, "requests", model.rpd(), Ruler.day(PACIFIC)),
                                new Count.Rolling(RPM, model.rpm(), MINUTE),
                                new Count.Rolling(TPM, "input_tokens", model.tpm(), MINUTE)));
    }

    @Override
    public long bill(Visit visit, int output) {
        return paid(visit)
                ? model(visit).price().map(price -> price.of(visit.input(), output)).orElse(0L)
                : 0;
    }

    @Override
    public boolean usageInFinishChunk() {
        return true;
    }

    @Override
    public Optional<Notice> aside(Incoming call, EmulatedAccount account, Instant now) {
        Matcher path = COUNT_TOKENS.matcher(call.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        if (!models.containsKey(path.group(1))) {
            Refusal refusal = GeminiErrors.noModel(path.group(1), "countTokens");
            return Optional.of(Notice.of(refusal.status(), refusal.body()));
        }
        JsonNode body = call.json().orElse(Json.object());
        JsonNode asked =
                body.has("generateContentRequest") ? body.get("generateContentRequest") : body;
        int tokens = TextTokens.ofRequest(GeminiView.of(asked));
        ObjectNode told = Json.object().put("totalTokens", tokens);
        told.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", tokens);
        return Optional.of(Notice.of(200, told));
    }

    @Override
    public Optional<JsonNode> page(String path, EmulatedAccount account, Instant now) {
        if (path.endsWith("/openai/models")) {
            return Optional.of(modelList(now));
        }
        if (path.endsWith("/models")) {
            ObjectNode list = Json.object();
            ArrayNode all = list.putArray("models");
            models.forEach((name, model) -> all.add(model.page(name)));
            return Optional.of(list);
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Optional.ofNullable(models.get(name)).map(model -> model.page(name));
    }

    @Override
    public Collection<Counted> counts() {
        return counts.all();
    }
}
