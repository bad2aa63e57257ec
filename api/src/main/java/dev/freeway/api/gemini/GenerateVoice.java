package dev.freeway.api.gemini;

import dev.freeway.api.ChatAnswer;
import dev.freeway.api.Problem;
import dev.freeway.api.Voice;
import dev.freeway.wire.Json;
import java.util.Arrays;

/** Gives an answer as a GenerateContentResponse, or as several. Used by one thread at a time. */
final class GenerateVoice implements Voice {
    private static final byte[] NOTHING = {};

    private final Framing framing;
    private final Spoken spoken;

    GenerateVoice(Framing framing, boolean showsThoughts) {
        this.framing = framing;
        this.spoken = new Spoken(showsThoughts);
    }

    @Override
    public String contentType(boolean stream) {
        return stream ? framing.contentType() : "application/json; charset=UTF-8";
    }

    @Override
    public byte[] keepAlive() {
        return framing.keepAlive();
    }

    @Override
    public byte[] event(byte[] event) {
        spoken.hear(ChatAnswer.event(event));
        return spoken.hasNews() ? framing.piece(spoken.news()) : NOTHING;
    }

    @Override
    public byte[] ending() {
        byte[] last = framing.piece(spoken.end());
        byte[] ending = framing.ending();
        byte[] both = Arrays.copyOf(last, last.length + ending.length);
        System.arraycopy(ending, 0, both, last.length, ending.length);
        return both;
    }

    @Override
    public byte[] whole(byte[] answer) {
        spoken.hear(ChatAnswer.whole(answer));
        return Json.bytes(spoken.end());
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return framing.piece(RpcError.of(problem));
    }
}
