package dev.freeway.provider;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Document;
import dev.freeway.relay.Call;
import dev.freeway.wire.Payload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenAI's own wire: the client's own bytes, but for what must be ours. */
final class OpenAiDialect implements BearerDialect {
    private static final List<String> BOUNDS = List.of("max_tokens", "max_completion_tokens");
    private static final String USAGE_WANTED = "{\"include_usage\":true}";

    @Override
    public Translation translation(Call call, Instant now) {
        return Translation.NONE;
    }

    @Override
    public Payload body(Call call) {
        Ask ask = call.ask();
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("model", Document.quoted(call.offer().model().id()));
        switch (ask.endpoint()) {
            case CHAT ->
                    bounded(call, call.offer().account().provider().wire().outputBound(), ours);
            case COMPLETIONS -> bounded(call, "max_tokens", ours);
            case EMBEDDINGS, IMAGES, TRANSCRIPTIONS, TRANSLATIONS, PREDICTIONS -> {}
        }
        return Payload.json(ask.body().with(ours));
    }

    /** A reservation is finite only if the answer is, by the one name this provider heeds. */
    private static void bounded(Call call, String heeded, Map<String, String> ours) {
        if (call.ask().stream()) {
            ours.put("stream_options", USAGE_WANTED);
        }
        String most = Long.toString(Targets.outputMost(call));
        for (String name : BOUNDS) {
            ours.put(name, name.equals(heeded) ? most : Document.LEFT_OUT);
        }
    }
}
