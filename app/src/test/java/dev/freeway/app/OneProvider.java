package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.emulator.Emulators;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.Json;
import dev.freeway.wire.Network;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One stand-in that lives by a fact, and a gateway configured by its file. */
final class OneProvider implements AutoCloseable {
    static final String TOKEN = "fw_billing_billing";
    private static final int TRIES = 200;
    private static final Duration LONG = Duration.ofHours(1);

    private final TurnedClock clock;
    private final Path directory;
    private final String provider;
    private final String key;
    private final String members;
    private final Network network = Network.open(2);
    private final Emulators emulators;
    final Gateway gateway;
    private Map<String, String> added = Map.of();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param fact of the account, as {@code name=value}
     * @param allowed a line more of the account's configuration
     */
    OneProvider(TurnedClock clock, Path directory, String provider, String fact, String allowed)
            throws Exception {
        this(clock, directory, provider, fact, allowed, fact);
    }

    /**
     * @param believed what the gateway is told of the account in place of that fact
     */
    OneProvider(
            TurnedClock clock,
            Path directory,
            String provider,
            String fact,
            String allowed,
            String believed)
            throws Exception {
        this(clock, directory, provider, fact, allowed, believed, "");
    }

    /**
     * @param members more entries of its list of tokens, each after a comma
     */
    OneProvider(
            TurnedClock clock,
            Path directory,
            String provider,
            String fact,
            String allowed,
            String believed,
            String members)
            throws Exception {
        this.clock = clock;
        this.members = members;
        this.directory = directory;
        this.provider = provider;
        Map<String, String> facts = new TreeMap<>();
        EmulatedAccount usual =
                EmulatorWorld.standard(clock, 1_000, 7).accounts().stream()
                        .filter(account -> account.provider().equals(provider))
                        .findFirst()
                        .orElseThrow();
        facts.putAll(usual.facts());
        facts.put(fact.split("=", -1)[0], fact.split("=", -1)[1]);
        key = usual.key();
        EmulatedAccount account = new EmulatedAccount(provider, key, facts);
        facts.put(believed.split("=", -1)[0], believed.split("=", -1)[1]);
        EmulatorWorld world = new EmulatorWorld(clock, 1_000, 7, java.util.List.of(account));
        emulators = Emulators.start(network, world, Config.HOST, 0);
        gateway =
                new Gateway(
                        config(new EmulatedAccount(provider, key, facts), allowed),
                        Catalog.load(),
                        network,
                        clock);
    }

    private Config config(EmulatedAccount account, String allowed) throws Exception {
        Catalog catalog = Catalog.load();
        StringBuilder facts = new StringBuilder();
        catalog.facts(catalog.provider(provider).orElseThrow()).stream()
                .filter(fact -> account.facts().containsKey(fact.name()))
                .forEach(fact ->
                        facts.append("      ")
                                .append(fact.name())
                                .append(": ")
                                .append(quoted(account.facts().get(fact.name())))
                                .append('\n'));
        String file =
                """
                listen: {port: 0}
                data: %s
                tokens: [{name: me, token: %s, operator: true}%s]
                accounts:
                  - provider: %s
                    key: %s
                    base_url: "%s/%s%s"
                    facts:
                      none: 0
                %s    %s
                """
                        .formatted(
                                directory.resolve("data"),
                                TOKEN,
                                members,
                                provider,
                                account.key(),
                                emulators.baseUri(),
                                provider,
                                path(catalog),
                                facts,
                                allowed)
                        .replace("      none: 0\n", "");
        Path written = Files.writeString(directory.resolve("freeway.yaml"), file);
        return new ConfigReader(catalog, _ -> Optional.empty(), directory).read(written);
    }

    private String path(Catalog catalog) {
        String base = catalog.provider(provider).orElseThrow().baseUrl();
        return URI.create(base.replace("{account_id}", "emulated")).getPath();
    }

    private static String quoted(String value) {
        return value.matches("\\d+") ? value : '"' + value + '"';
    }

    /** Asks until it is refused for long; says how often it was served. */
    int spend(String model, int output, boolean tools) throws Exception {
        int served = 0;
        for (int i = 0; i < TRIES; i++) {
            HttpResponse<String> answer = ask(model, output, tools);
            served += answer.statusCode() == 200 ? 1 : 0;
            Optional<Duration> wait =
                    answer.headers()
                            .firstValue("x-freeway-resets-at")
                            .map(at -> Duration.between(clock.instant(), Instant.parse(at)));
            if (answer.statusCode() != 200 && wait.filter(w -> w.compareTo(LONG) < 0).isEmpty()) {
                return served;
            }
            clock.turn(
                    answer.statusCode() == 200
                            ? Duration.ofSeconds(1)
                            : wait.orElseThrow().plusMillis(1));
        }
        return served;
    }

    /** Past the gateway, with the same key. */
    HttpResponse<String> direct(String model, int output) throws Exception {
        URI url = URI.create(emulators.baseUri() + "/" + provider + "/v1/chat/completions");
        return post(url, key, body(model, output, false));
    }

    /** What every request says from now on. */
    void adds(String header, String value) {
        added = Map.of(header, value);
    }

    HttpResponse<String> ask(String model, int output, boolean tools) throws Exception {
        return settled("/v1/chat/completions", body(provider + "/" + model, output, tools));
    }

    /** Asks for a picture. */
    HttpResponse<String> draw(String model) throws Exception {
        String wanted = provider + "/" + model;
        ObjectNode body = Json.object().put("model", wanted).put("prompt", "A road");
        return settled("/v1/images/generations", body);
    }

    /**
     * Asks as whoever carries that token; answered and counted, so that the clock may be turned.
     */
    HttpResponse<String> ask(String token, String path, ObjectNode body) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + gateway.port() + path);
        HttpResponse<String> answer = post(url, token, body);
        Browser.eventually(() -> held() == 0);
        return answer;
    }

    HttpResponse<String> get(String token, String path) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + gateway.port() + path);
        HttpRequest get =
                HttpRequest.newBuilder(url).header("authorization", "Bearer " + token).build();
        return client.send(get, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> settled(String path, ObjectNode body) throws Exception {
        return ask(TOKEN, path, body);
    }

    private long held() throws Exception {
        long held = 0;
        for (JsonNode limit : quota()) {
            held += limit.path("held").asLong();
        }
        return held;
    }

    static ObjectNode body(String model, int output, boolean tools) {
        ObjectNode body = Json.object().put("model", model).put("max_tokens", output);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", "Hi [[pace=fast]] [[out=" + output + "]]");
        if (tools) {
            body.putArray("tools")
                    .addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", "look");
            body.put("tool_choice", "none");
        }
        return body;
    }

    private HttpResponse<String> post(URI url, String bearer, ObjectNode body) throws Exception {
        HttpRequest.Builder post =
                HttpRequest.newBuilder(url)
                        .header("authorization", "Bearer " + bearer)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        added.forEach(post::header);
        return client.send(post.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The gateway's own view of its limits. */
    JsonNode quota() throws Exception {
        try (HttpCall call =
                new HttpCall(URI.create("http://127.0.0.1:" + gateway.port()), TOKEN)) {
            return call.get("/api/quota").path("limits");
        }
    }

    JsonNode judged() throws Exception {
        try (HttpCall call = new HttpCall(emulators.baseUri(), "")) {
            return call.get("/_emulator").path("providers").path(provider);
        }
    }

    long billed() throws Exception {
        return judged().path("billed_micro_dollars").asLong();
    }

    @Override
    public void close() throws Exception {
        client.shutdownNow();
        gateway.close();
        emulators.close();
        network.close();
    }
}
