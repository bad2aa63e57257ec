package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.audio.Recording;
import dev.freeway.relay.Call;
import dev.freeway.wire.Multipart;
import dev.freeway.wire.Multipart.Part;
import dev.freeway.wire.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings over OpenAI's own wire: a form. The answer is always asked for with all that was
 * heard, since only that says how long it took.
 */
final class OpenAiSpeech implements BearerDialect {
    @Override
    public Payload body(Call call) throws Unspeakable {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.field("model", call.offer().model().id()));
        parts.add(Part.field("response_format", "verbose_json"));
        for (var field :
                Requests.tree(call).without(List.of("model", "response_format")).properties()) {
            add(parts, field.getKey(), field.getValue());
        }
        Recording recording = call.ask().recording().orElseThrow();
        parts.add(new Part("file", recording.name(), recording.bytes()));
        return new Multipart(parts).payload();
    }

    private static void add(List<Part> parts, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(one -> parts.add(Part.field(name + "[]", one.asText())));
        } else {
            parts.add(Part.field(name, value.asText()));
        }
    }

    @Override
    public Translation translation(Call call, Instant now) {
        return Translation.NONE;
    }
}
