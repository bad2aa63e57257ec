package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.emulator.HuggingFaceHosts.Host;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inference Providers: 0.10 dollars a UTC month, or 2 with PRO, at the hosts' prices and taken when
 * an answer is over; bought credits are charged beyond (hub-docs, commit 242f4a1).
 */
final class HuggingFace implements StandIn {
    private static final long FREE_MICRO_DOLLARS = 100_000;
    private static final long PRO_MICRO_DOLLARS = 2_000_000;
    private static final Duration HUB_PERIOD = Duration.ofMinutes(5);
    private static final int HUB_CALLS = 1_000;

    /** Seconds of hardware at 0.00012 dollars each; how many a call takes is assumed. */
    private static final Map<String, Long> IMAGES =
            Map.of("black-forest-labs/FLUX.1-schnell", 1_200L);

    private static final Map<String, Long> EMBEDDINGS = Map.of("BAAI/bge-small-en-v1.5", 6L);

    private final HuggingFaceHosts hosts = new HuggingFaceHosts();
    private final Shelf counts = new Shelf();
    private final Overage overage = new Overage();

    @Override
    public String id() {
        return "huggingface";
    }

    @Override
    public List<String> models() {
        return Stream.of(hosts.models(), IMAGES.keySet(), EMBEDDINGS.keySet())
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public boolean knows(String model, Instant now) {
        return hosts.of(model).isPresent() || models().contains(model);
    }

    @Override
    public List<Wire> wires() {
        return List.of(
                OpenAiWire.of("/huggingface/v1", Kind.CHAT, Kind.RESPONSE),
                new HuggingFaceWire(List.copyOf(IMAGES.keySet())));
    }

    @Override
    public int outputTokensMax() {
        return 32_768;
    }

    @Override
    public int tokensPerSecond() {
        return 200;
    }

    @Override
    public int thinksMillis() {
        return 400;
    }

    @Override
    public ObjectNode error(int status, String message) {
        return Json.object().put("error", message);
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(401, error(401, "Invalid username or password."));
    }

    @Override
    public Refusal unknownModel(String model) {
        String message =
                "The requested model '%s' is not supported by any provider you have enabled."
                        .formatted(model);
        return Refusal.of(
                400, Words.error(message, "invalid_request_error", "model", "model_not_supported"));
    }

    @Override
    public Refusal busy() {
        return Refusal.of(429, error(429, "Too Many Requests"));
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        boolean serves =
                switch (visit.kind()) {
                    case CHAT, RESPONSE -> hosts.of(visit.model()).isPresent();
                    case IMAGE -> IMAGES.containsKey(visit.model());
                    case EMBEDDING -> EMBEDDINGS.containsKey(visit.model());
                    case COMPLETION, TRANSCRIPT -> false;
                };
        if (!serves) {
            return Optional.of(unknownModel(visit.model()));
        }
        boolean spent = credit(visit.account()).left(visit.at()) <= 0;
        return spent && !buys(visit.account()) && !ownKey(visit)
                ? Optional.of(depleted())
                : Optional.empty();
    }

    private static Refusal depleted() {
        String message =
                "You have depleted your monthly included credits. Purchase pre-paid credits to"
                    + " continue using Inference Providers. Alternatively, subscribe to PRO to get"
                    + " 20x more included usage.";
        return new Refusal(
                402, Json.object().put("error", message), Map.of("x-error-message", message), true);
    }

    private static boolean pro(EmulatedAccount account) {
        return account.fact("plan", "free").equals("pro");
    }

    private static boolean buys(EmulatedAccount account) {
        return account.fact("credits", "none").equals("purchased");
    }

    /** A host's key of the user's own: the host charges, not the router. */
    private boolean ownKey(Visit visit) {
        return hosts.of(visit.model())
                .filter(host -> visit.account().fact("own_key_" + host.name(), "no").equals("yes"))
                .isPresent();
    }

    private Count credit(EmulatedAccount account) {
        long amount = pro(account) ? PRO_MICRO_DOLLARS : FREE_MICRO_DOLLARS;
        return counts.one(
                account.owner(),
                Shelf.EVERY_MODEL,
                () -> new Count.Window("credit", "micro_dollars", amount, Ruler.utcMonth()));
    }

    @Override
    public void ended(Visit visit, int output, Instant now) {
        double cost = ownKey(visit) ? 0 : cost(visit, output);
        overage.use(visit, credit(visit.account()), cost, buys(visit.account()) ? 1 : 0, now);
    }

    /** In micro-dollars. */
    private double cost(Visit visit, int output) {
        Optional<Price> price = hosts.of(visit.model()).map(Host::price);
        return price.map(p -> p.input() * visit.input() + p.output() * output)
                .orElseGet(() ->
                        (double)
                                IMAGES.getOrDefault(
                                        visit.model(), EMBEDDINGS.getOrDefault(visit.model(), 0L)));
    }

    @Override
    public long bill(Visit visit, int output) {
        return overage.due(visit);
    }

    @Override
    public Map<String, String> headers(Visit visit) {
        String host = hosts.of(visit.model()).map(Host::name).orElse("hf-inference");
        return Map.of("x-inference-provider", host);
    }

    @Override
    public boolean openToAll(String path) {
        return path.startsWith("/huggingface/v1/models");
    }

    @Override
    public Notice page(Look look) {
        String path = look.path().substring("/huggingface".length());
        if (path.startsWith("/api/")) {
            return hub(path, look);
        }
        Optional<ObjectNode> page =
                path.equals("/v1/models")
                        ? Optional.of(hosts.page())
                        : path.startsWith("/v1/models/")
                                ? hosts.page(path.substring("/v1/models/".length()))
                                : Optional.empty();
        return page.map(found -> Notice.of(200, found))
                .orElseGet(() -> Notice.of(404, error(404, "there is no " + look.path())));
    }

    /** Pages of the hub, of which so many are shown in fixed five minutes. */
    private Notice hub(String path, Look look) {
        Count calls =
                counts.one(
                        look.account().owner(),
                        "hub",
                        () ->
                                new Count.Window(
                                        "hub_api", "requests", HUB_CALLS, Ruler.every(HUB_PERIOD)));
        boolean fits = calls.fits(1, look.at());
        if (fits) {
            calls.add(1, look.at());
        }
        long reset =
                Duration.between(look.at(), Ruler.every(HUB_PERIOD).end(look.at())).toSeconds();
        Map<String, String> headers =
                Map.of(
                        "ratelimit",
                        "\"api\";r=%d;t=%d".formatted((long) calls.left(look.at()), reset),
                        "ratelimit-policy",
                        "\"fixed window\";\"api\";q=1000;w=300");
        if (!fits) {
            return new Notice(429, headers, error(429, "Too Many Requests"));
        }
        return switch (path) {
            case "/api/whoami-v2" -> new Notice(200, headers, whoAmI(look.account()));
            case "/api/models" -> new Notice(200, headers, models(look));
            default -> new Notice(404, headers, error(404, "there is no " + look.path()));
        };
    }

    private static ObjectNode whoAmI(EmulatedAccount account) {
        ObjectNode page =
                Json.object()
                        .put("type", "user")
                        .put("id", "emulated")
                        .put("name", "emulated")
                        .put("fullname", "Emulated")
                        .put("isPro", pro(account))
                        .put("canPay", buys(account));
        page.putArray("orgs");
        page.putObject("auth")
                .put("type", "access_token")
                .putObject("accessToken")
                .put("displayName", "emulated")
                .put("role", "fineGrained");
        return page;
    }

    private ArrayNode models(Look look) {
        String host = look.parameter("inference_provider").orElse("all");
        ArrayNode list = Json.array();
        for (String model : hosts.models()) {
            if (host.equals("all") || hosts.of(model + ":" + host).isPresent()) {
                list.addObject().put("id", model).put("pipeline_tag", "text-generation");
            }
        }
        return list;
    }

    @Override
    public Collection<Counted> counts() {
        return counts.all();
    }
}
