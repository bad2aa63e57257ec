package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.cli.Address;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The variables this process was started with, and what follows from them. */
record Environment(Map<String, String> variables) {
    private static final String RUNNING = "gateway.json";

    static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
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

    private static String root(String baseUrl) {
        return baseUrl.replaceAll("/v1/?$", "");
    }

    private Optional<Address> running() {
        try {
            return DataDirectory.read(Main.home(this).resolve(RUNNING))
                    .flatMap(Json::parse)
                    .map(Environment::address);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Address address(JsonNode running) {
        return new Address(
                URI.create(running.path("url").asText()), running.path("token").asText());
    }

    /** Lets verbs started later find the gateway. */
    void announce(Address address) throws IOException {
        Path file = Main.home(this).resolve(RUNNING);
        String json =
                Json.object()
                        .put("url", address.base().toString())
                        .put("token", address.token())
                        .toString();
        DataDirectory.writePrivately(file, json);
    }
}
