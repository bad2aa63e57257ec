package dev.freeway.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the operator's file, or finds accounts in the environment where there is none. */
public final class ConfigReader {
    private static final int TOKEN_CHARS_MIN = 16;
    private static final String DEFAULT_NAME = "default";

    private final Catalog catalog;
    private final Function<String, Optional<String>> environment;
    private final Path home;

    /**
     * @param environment variables by name
     * @param home where data lies by default
     */
    public ConfigReader(
            Catalog catalog, Function<String, Optional<String>> environment, Path home) {
        this.catalog = catalog;
        this.environment = environment;
        this.home = home;
    }

    /** The schema that files are held against. */
    public static JsonNode schema() {
        try (InputStream in = ConfigReader.class.getResourceAsStream("config.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("config.schema.json is missing from the jar");
            }
            return Json.parse(in.readAllBytes()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads {@code file}.
     *
     * @throws BadFile with every mistake in it
     * @throws IOException where it cannot be read at all
     */
    public Config read(Path file) throws BadFile, IOException {
        String name = file.getFileName().toString();
        JsonNode tree = YamlFile.read(name, Files.readString(file), schema(), environment);
        List<Mistake> mistakes = new ArrayList<>();
        Config config = config(tree, mistakes);
        if (!mistakes.isEmpty()) {
            throw new BadFile(name, mistakes);
        }
        return config;
    }

    /** Every key that the environment holds under its usual name is an account. */
    public Config fromEnvironment() {
        List<Account> accounts = new ArrayList<>();
        for (Provider provider : catalog.providers()) {
            provider.keyVariables().stream()
                    .map(environment)
                    .flatMap(Optional::stream)
                    .filter(key -> !key.isBlank())
                    .findFirst()
                    .ifPresent(key -> accounts.add(account(provider, key)));
        }
        return new Config(
                Config.HOST,
                Config.PORT,
                home,
                Config.FIRST_BYTE,
                Config.IDLE,
                List.of(),
                accounts);
    }

    private static Account account(Provider provider, String key) {
        return new Account(
                provider, DEFAULT_NAME, new Secret(key), provider.baseUrl(), Facts.NONE, false);
    }

    private Config config(JsonNode tree, List<Mistake> mistakes) {
        JsonNode listen = tree.path("listen");
        String host = listen.path("host").asText(Config.HOST);
        if (!loopback(host) && !listen.path("behind_proxy").asBoolean()) {
            mistakes.add(
                    mistake(
                            "listen.host: %s is reachable from outside without TLS (expected: a"
                                    + " loopback address, or behind_proxy: true)",
                            host));
        }
        int port = listen.path("port").asInt(Config.PORT);
        if (port < 0 || port > 65_535) {
            mistakes.add(mistake("listen.port: %s (expected: 0 to 65535)", port));
        }
        return new Config(
                host,
                port,
                tree.has("data") ? Path.of(tree.get("data").asText()) : home,
                TermsReader.duration(tree.path("timeouts").path("first_byte").asText("60s")),
                TermsReader.duration(tree.path("timeouts").path("idle").asText("30s")),
                tokens(tree.path("tokens"), mistakes),
                accounts(tree.path("accounts"), mistakes));
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private List<Config.Token> tokens(JsonNode list, List<Mistake> mistakes) {
        List<Config.Token> tokens = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode token : list) {
            String name = token.path("name").asText();
            String plan = token.path("plan").asText(Config.PLAN);
            Secret secret = new Secret(token.path("token").asText());
            if (!names.add(name)) {
                mistakes.add(mistake("tokens: two are named '%s'", name));
            }
            if (secret.reveal().length() < TOKEN_CHARS_MIN) {
                mistakes.add(
                        mistake(
                                "the token of '%s' is too short (expected: at least 16 characters)",
                                name));
            }
            if (catalog.plan(plan).isEmpty()) {
                mistakes.add(mistake("tokens: '%s' is on an unknown plan", name));
            }
            tokens.add(new Config.Token(name, secret, plan, token.path("operator").asBoolean()));
        }
        return tokens;
    }

    private List<Account> accounts(JsonNode list, List<Mistake> mistakes) {
        List<Account> accounts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode account : list) {
            String id = account.path("provider").asText();
            String name = account.path("name").asText(DEFAULT_NAME);
            Optional<Provider> provider = catalog.provider(id);
            if (provider.isEmpty()) {
                mistakes.add(unknownProvider(id));
            } else if (!names.add(id + "/" + name)) {
                mistakes.add(
                        mistake(
                                "accounts: '%s' is there twice (give each a name of its own)",
                                id + "/" + name));
            } else {
                accounts.add(account(provider.get(), name, account));
            }
        }
        return accounts;
    }

    private static Account account(Provider provider, String name, JsonNode account) {
        Map<String, String> facts = new HashMap<>();
        account.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new Account(
                provider,
                name,
                new Secret(account.path("key").asText()),
                account.has("base_url")
                        ? URI.create(account.get("base_url").asText())
                        : provider.baseUrl(),
                Facts.of(facts),
                account.path("serves_retired").asBoolean());
    }

    private Mistake unknownProvider(String id) {
        List<String> known = catalog.providers().stream().map(Provider::id).toList();
        String hint =
                Nearest.to(id, known.iterator())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("expected: one of " + String.join(", ", known));
        return mistake("accounts: unknown provider '%s' (" + hint + ")", id);
    }

    private static Mistake mistake(String message, Object value) {
        return new Mistake(1, 1, message.formatted(value));
    }
}
