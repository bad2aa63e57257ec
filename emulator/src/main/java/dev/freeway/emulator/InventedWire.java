package dev.freeway.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * One path at which an invented provider speaks OpenAI's wire.
 *
 * @param asked what for: {@code chat}, ...
 * @param path the whole of it
 */
record InventedWire(String asked, String path) implements Wire {
    private static final Map<String, String> OPENAI =
            Map.of(
                    "chat", "/chat/completions",
                    "completions", "/completions",
                    "embeddings", "/embeddings",
                    "images", "/images/generations",
                    "transcriptions", "/audio/transcriptions",
                    "translations", "/audio/translations");

    @Override
    public Optional<Reading> read(Incoming call) {
        return Optional.ofNullable(OPENAI.get(asked))
                .filter(_ -> call.path().equals(path))
                .flatMap(usual ->
                        OpenAiWire.WHOLE.read(
                                new Incoming(
                                        call.method(),
                                        usual,
                                        call.parameters(),
                                        call.headers(),
                                        call.body())));
    }
}
