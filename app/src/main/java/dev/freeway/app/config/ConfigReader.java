package dev.freeway.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.SideDoor;
import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.TermsOfUse;
import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Mode;
import dev.freeway.store.PostgresServer;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the operator's file, or finds accounts in the environment where there is none. */
public final class ConfigReader {
    private static final String DEFAULT_NAME = "default";
    private static final String STORE = "FREEWAY_STORE";

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
        return Json.parse(schemaText().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static String schemaText() {
        return Resources.text("config.schema.json");
    }

    /**
     * Reads {@code file}.
     *
     * @throws BadFile with every mistake in it, and in the providers' files that it names
     * @throws IOException where it cannot be read at all
     */
    public Config read(Path file) throws BadFile, IOException {
        Mistakes mistakes = new Mistakes();
        Yaml yaml = YamlParser.parse(Files.readString(file), Variables.of(environment), mistakes);
        SchemaCheck.check(yaml, schemaText(), mistakes);
        OwnProviders own = OwnProviders.read(file, yaml, mistakes);
        if (yaml instanceof Fields fields && own.all()) {
            new MeaningCheck(catalog.with(own.files()), mistakes).check(fields);
        }
        List<BadFile> bad = new ArrayList<>(own.bad());
        if (!mistakes.none()) {
            bad.addFirst(new BadFile(file.getFileName().toString(), mistakes.all()));
        }
        if (!bad.isEmpty()) {
            throw new BadFile(bad);
        }
        return new ConfigReader(catalog.with(own.files()), environment, home)
                .config((Fields) yaml, own.files());
    }

    /** Every key that the environment holds under its usual name is an account. */
    public Config fromEnvironment() {
        return new Config(
                Config.HOST,
                Config.PORT,
                home,
                environment.apply(STORE).map(ConfigReader::server),
                Config.FIRST_BYTE,
                Config.IDLE,
                Drain.USUAL,
                Set.of(),
                List.of(),
                List.of(),
                catalog.providers().stream().flatMap(this::fromEnvironment).toList(),
                Set.of(),
                Hosting.USUAL);
    }

    private Stream<Account> fromEnvironment(Provider provider) {
        return provider.keyVariables().stream()
                .flatMap(variable -> environment.apply(variable).stream())
                .filter(key -> !key.isBlank())
                .limit(1)
                .map(key ->
                        new Account(
                                provider,
                                DEFAULT_NAME,
                                new Secret(key),
                                provider.baseUrl(),
                                catalog.facts(provider, Map.of()),
                                Permit.NONE));
    }

    private Config config(Fields file, List<ProviderFile> own) {
        Fields listen = section(file, "listen");
        Fields timeouts = section(file, "timeouts");
        return new Config(
                listen.text("host").orElse(Config.HOST),
                (int) listen.number("port").orElse(Config.PORT),
                file.text("data").map(ConfigReader::path).orElse(home),
                file.text("store").or(() -> environment.apply(STORE)).map(ConfigReader::server),
                duration(timeouts, "first_byte", Config.FIRST_BYTE),
                duration(timeouts, "idle", Config.IDLE),
                drain(section(file, "drain")),
                demands(file),
                file.each("tokens").stream().map(ConfigReader::token).toList(),
                own,
                file.each("accounts").stream().map(account -> account(account, file)).toList(),
                file.texts("doors").stream()
                        .flatMap(id -> SideDoor.of(id).stream())
                        .collect(Collectors.toSet()),
                HostingReader.hosting(file));
    }

    static Fields section(Fields file, String name) {
        return file.fields(name).orElseGet(() -> new Fields(file.place(), List.of()));
    }

    private static PostgresServer server(String address) {
        return new PostgresServer(URI.create(address));
    }

    private static Drain drain(Fields drain) {
        return new Drain(
                duration(drain, "notice", Drain.USUAL.notice()),
                duration(drain, "finish", Drain.USUAL.finish()));
    }

    private static Duration duration(Fields section, String name, Duration otherwise) {
        return section.text(name).map(Durations::parse).orElse(otherwise);
    }

    /** A leading {@code ~} is the user's home, as in a shell. */
    static Path path(String text) {
        return text.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), text.substring(2))
                : Path.of(text);
    }

    private static Config.Token token(Fields token) {
        return new Config.Token(
                token.needed("name"),
                new Secret(token.needed("token")),
                token.text("plan").orElse(Config.PLAN),
                token.flag("operator"),
                demands(token),
                habits(token));
    }

    /** As a token or a plan says. */
    static Habits habits(Fields said) {
        return new Habits(
                said.text("mode").map(mode -> Mode.of(mode).orElseThrow()),
                said.text("wait").map(Durations::parse));
    }

    private static Set<Privacy.Demand> demands(Fields said) {
        return said.texts("privacy").stream()
                .map(demand -> Privacy.Demand.of(demand).orElseThrow())
                .collect(Collectors.toSet());
    }

    private Account account(Fields account, Fields file) {
        Provider provider = catalog.provider(account.needed("provider")).orElseThrow();
        Map<String, String> said = new HashMap<>();
        Fields facts = section(account, "facts");
        facts.names().forEach(name -> said.put(name, facts.needed(name)));
        return new Account(
                provider,
                name(account),
                new Secret(account.text("key").orElse("")),
                account.text("base_url").orElse(provider.baseUrl()),
                catalog.facts(provider, said),
                permit(account, file));
    }

    private static Permit permit(Fields account, Fields file) {
        Map<String, Long> billing = new HashMap<>();
        Fields allowed = section(account, "allow_billing");
        allowed.names().forEach(id -> billing.put(id, microDollars(allowed.needed(id))));
        return new Permit(
                account.flag("serves_retired"),
                billing,
                account.text("owner").or(() -> onlyMember(file)),
                account.text("usage_key").map(Secret::new),
                Set.copyOf(file.texts("regions")),
                account.text("serves")
                        .map(whom -> TermsOfUse.Serves.valueOf(whom.toUpperCase(Locale.ROOT))),
                Optional.empty());
    }

    /** Where one person is served, whose accounts they are need not be said. */
    private static Optional<String> onlyMember(Fields file) {
        List<Fields> tokens = file.each("tokens");
        return tokens.size() == 1 ? tokens.getFirst().text("name") : Optional.empty();
    }

    private static long microDollars(String dollars) {
        return new BigDecimal(dollars).movePointRight(6).longValueExact();
    }

    static String name(Fields account) {
        return account.text("name").orElse(DEFAULT_NAME);
    }
}
