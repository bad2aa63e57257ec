package dev.freeway.provider;

import dev.freeway.core.catalog.Provider;
import java.util.Map;
import java.util.Optional;

/** The wires we speak, by the name the catalog has for them. */
final class Dialects {
    private static final Map<String, Dialect> BY_NAME = 
            Map.of("openai", new OpenAiDialect(), "gemini", new GeminiDialect());

    private Dialects() {}

    static Dialect of(Provider provider) {
        String name = provider.wire().dialect();
        return Optional.ofNullable(BY_NAME.get(name))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "%s speaks '%s' (expected: one of %s)"
                                        .formatted(provider.id(), name, BY_NAME.keySet())));
    }
}
