package dev.freeway.provider;

import dev.freeway.core.audio.AudioBound;
import dev.freeway.core.audio.Recording;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.quota.Media;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Head;
import dev.freeway.wire.BadJson;
import dev.freeway.wire.Json;
import dev.freeway.wire.JsonScan;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Calls to one offer.
 *
 * @param baseUrl where the provider is
 */
record Calls(String dialect, String model, String baseUrl) {
    private static final Map<String, String> PATHS =
            Map.of(
                    "chat", "/models/{model}",
                    "embeddings", "/vectors/{model}",
                    "images", "/pictures/{model}",
                    "transcriptions", "/speech/{model}",
                    "translations", "/speech/{model}",
                    "predictions", "/runs/{model}");

    /** A call that is not to be sent. */
    static Calls of(String dialect, String model) {
        return new Calls(dialect, model, "http://127.0.0.1:1");
    }

    Call chat(String body) {
        return call(Endpoint.CHAT, body, Media.NONE);
    }

    Call embeddings(String body) {
        return call(Endpoint.EMBEDDINGS, body, Media.NONE);
    }

    Call pictures(Media media, String body) {
        return call(Endpoint.IMAGES, body, media);
    }

    Call transcription(Endpoint endpoint, Recording recording, String body) {
        Media media = Media.audio(AudioBound.millis(recording.bytes()));
        return call(endpoint, body, media, Optional.of(recording));
    }

    Call prediction(String body) {
        return call(Endpoint.PREDICTIONS, body, Media.pictures(1, 64, 64, 1));
    }

    private Call call(Endpoint endpoint, String body, Media media) {
        return call(endpoint, body, media, Optional.empty());
    }

    private Call call(Endpoint endpoint, String body, Media media, Optional<Recording> recording) {
        Offer offer = offer();
        boolean stream = body.contains("\"stream\":true");
        int answers = Json.parse(body).orElseThrow().path("n").asInt(1);
        Ask ask =
                new Ask(
                        endpoint,
                        model,
                        new Size(5, 5, OptionalLong.empty(), answers, media),
                        EnumSet.noneOf(Model.Ability.class),
                        Consent.SILENT,
                        stream,
                        stream,
                        document(body),
                        recording);
        return new Call(offer, ask, Usage.of(5, 10), new Head(offer, "", "why", 1, List.of()));
    }

    private Offer offer() {
        Model spoken =
                new Model(model, List.of(), 1_000, 500, 64, EnumSet.allOf(Model.Ability.class), 0);
        Wire wire =
                new Wire(
                        dialect,
                        PATHS,
                        "max_tokens",
                        true,
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of());
        Provider provider =
                Provider.openAi("p", "https://p.example", wire, List.of(spoken), List.of());
        Account account =
                new Account(provider, "a", new Secret("secret"), baseUrl, Facts.NONE, Permit.NONE);
        return new Offer(account, spoken, List.of());
    }

    private static Document document(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            return new Document(
                    bytes,
                    JsonScan.read(bytes).members().stream()
                            .map(m -> new Document.Member(m.name(), m.start(), m.end()))
                            .toList());
        } catch (BadJson e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
