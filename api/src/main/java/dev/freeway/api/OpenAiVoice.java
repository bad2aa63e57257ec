package dev.freeway.api;

import java.nio.charset.StandardCharsets;

/** Passes everything on as it is. */
public final class OpenAiVoice implements Voice {
    public static final Voice INSTANCE = new OpenAiVoice();

    private static final byte[] DONE = bytes("data: [DONE]\n\n");
    private static final byte[] ALIVE = bytes(": keep-alive\n\n");

    private OpenAiVoice() {}

    @Override
    public String contentType(boolean stream) {
        return stream ? "text/event-stream" : "application/json";
    }

    @Override
    public byte[] keepAlive() {
        return ALIVE;
    }

    @Override
    public byte[] event(byte[] event) {
        return event;
    }

    @Override
    public byte[] ending() {
        return DONE;
    }

    @Override
    public byte[] whole(byte[] answer) {
        return answer;
    }

    @Override
    public byte[] brokenOff(Problem problem) {
        return bytes("data: " + problem.json() + "\n\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
