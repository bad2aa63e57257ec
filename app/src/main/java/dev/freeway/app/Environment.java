package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.cli.Address;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The variables this process was started with, and what follows from them. */
record Environment(Map<String, String> variables) {
    private static final String RUNNING = "gateway.json";

    static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** What it says, or what the file says that {@code NAME_FILE} names: secrets come as files. */
    Optional<String> variable(String name) {
        return said(name).or(() -> said(name + "_FILE").map(Environment::content));
    }

    private Optional<String> said(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Where the gateway is: what the environment says, else the one started last. */
    Optional<Address> gateway() {
        Optional<String> url =
                variable("FREEWAY_URL")
                        .or(() -> variable("OPENAI_BASE_URL").map(Environment::root));
        Optional<String> token = variable("FREEWAY_TOKEN").or(() -> variable("OPENAI_API_KEY"));
        if (url.isPresent()) {
            return Optional.of(new Address(URI.create(url.get()), token.orElse("")));
        }
        return running();
    }

    /** The same, by the token of an operator. */
    Optional<Address> administered() {
        Optional<String> token = variable("FREEWAY_ADMIN_TOKEN").or(this::announcedAdmin);
        return gateway().map(address -> new Address(address.base(), token.orElse("")));
    }

    /** That of the gateway started last, and of no other. */
    private Optional<String> announcedAdmin() {
        boolean elsewhere =
                variable("FREEWAY_URL").or(() -> variable("OPENAI_BASE_URL")).isPresent();
        return elsewhere ? Optional.empty() : announced().map(Announced::admin);
    }

    private static String root(String baseUrl) {
        return baseUrl.replaceAll("/v1/?$", "");
    }

    private record Announced(Address address, String admin) {
        static Announced of(JsonNode running) {
            URI url = URI.create(running.path("url").asText());
            return new Announced(
                    new Address(url, running.path("token").asText()),
                    running.path("admin").asText());
        }
    }

    private Optional<Address> running() {
        return announced().map(Announced::address);
    }

    private Optional<Announced> announced() {
        try {
            return DataDirectory.read(Main.home(this).resolve(RUNNING))
                    .flatMap(Json::parse)
                    .map(Announced::of);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Lets verbs started later find the gateway. */
    void announce(Address address, Optional<String> admin) throws IOException {
        Path file = Main.home(this).resolve(RUNNING);
        String json =
                Json.object()
                        .put("url", address.base().toString())
                        .put("token", address.token())
                        .put("admin", admin.orElse(""))
                        .toString();
        DataDirectory.writePrivately(file, json);
    }
}
