package dev.freeway.provider;

import dev.freeway.core.catalog.Provider;
import dev.freeway.core.chat.Endpoint;
import java.util.Map;
import java.util.Optional;

/** The wires we speak, by the name the catalog has for them. */
final class Dialects {
    private static final Dialect OPENAI = listening(new OpenAiSpeech(), new OpenAiDialect());
    private static final Map<String, Dialect> BY_NAME =
            Map.of(
                    "openai", OPENAI,
                    "gemini", new GeminiDialect(),
                    "cloudflare",
                            listening(
                                    new CloudflareSpeech(),
                                    new ByEndpoint(
                                            Map.of(Endpoint.IMAGES, new CloudflarePictures()),
                                            OPENAI)),
                    "huggingface",
                            new ByEndpoint(
                                    Map.of(
                                            Endpoint.IMAGES, new HuggingFacePictures(),
                                            Endpoint.EMBEDDINGS, new HuggingFaceVectors()),
                                    OPENAI),
                    "hyperbolic",
                            new ByEndpoint(
                                    Map.of(Endpoint.IMAGES, new HyperbolicPictures()), OPENAI),
                    "replicate",
                            new ByEndpoint(
                                    Map.of(Endpoint.PREDICTIONS, new ReplicatePredictions()),
                                    new ReplicateDialect()));

    private Dialects() {}

    private static Dialect listening(Dialect speech, Dialect otherwise) {
        return new ByEndpoint(
                Map.of(Endpoint.TRANSCRIPTIONS, speech, Endpoint.TRANSLATIONS, speech), otherwise);
    }

    static Dialect of(Provider provider) {
        String name = provider.wire().dialect();
        return Optional.ofNullable(BY_NAME.get(name))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "%s speaks '%s' (expected: one of %s)"
                                        .formatted(provider.id(), name, BY_NAME.keySet())));
    }
}
