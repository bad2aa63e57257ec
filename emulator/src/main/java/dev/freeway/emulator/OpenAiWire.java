package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * OpenAI's wire, or the part of it that a provider has.
 *
 * @param under what its paths have before their end
 */
record OpenAiWire(String under, Set<Kind> kinds) implements Wire {
    static final OpenAiWire WHOLE = new OpenAiWire("", EnumSet.allOf(Kind.class));

    private static final List<Door> DOORS =
            List.of(
                    new Door("/chat/completions", Kind.CHAT, OpenAiShape.CHAT),
                    new Door("/completions", Kind.COMPLETION, OpenAiShape.TEXT),
                    new Door("/responses", Kind.RESPONSE, new ResponsesShape()),
                    new Door("/embeddings", Kind.EMBEDDING, new OneShape(Embeddings::openAi)),
                    new Door("/images/generations", Kind.IMAGE, new OneShape(Picture::openAi)));

    private static final List<String> AUDIO =
            List.of("/audio/transcriptions", "/audio/translations");

    private record Door(String path, Kind kind, Shape shape) {}

    OpenAiWire {
        kinds = Set.copyOf(kinds);
    }

    static OpenAiWire of(Kind... kinds) {
        return of("", kinds);
    }

    static OpenAiWire of(String under, Kind... kinds) {
        return new OpenAiWire(under, Set.of(kinds));
    }

    @Override
    public Optional<Reading> read(Incoming call) {
        if (kinds.contains(Kind.TRANSCRIPT)
                && AUDIO.stream().anyMatch(path -> call.path().endsWith(under + path))) {
            return Optional.of(AudioForm.read(call));
        }
        return DOORS.stream()
                .filter(door -> call.path().endsWith(under + door.path()))
                .findFirst()
                .filter(door -> kinds.contains(door.kind()))
                .map(door -> read(door, call));
    }

    private static Reading read(Door door, Incoming call) {
        Optional<ObjectNode> request = call.json();
        if (request.isEmpty()) {
            return new Reading.Wrong("the body is no JSON object");
        }
        Optional<String> wrong = OpenAiChecks.wrong(door.kind(), request.get());
        if (wrong.isPresent()) {
            return new Reading.Wrong(wrong.get());
        }
        ObjectNode view =
                door.kind() == Kind.RESPONSE ? ResponsesView.of(request.get()) : request.get();
        return new Reading.Asked(door.kind(), view, door.shape());
    }
}
