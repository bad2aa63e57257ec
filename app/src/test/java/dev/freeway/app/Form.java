package dev.freeway.app;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A form with a recording, written by hand. */
final class Form {
    static final String TYPE = "multipart/form-data; boundary=XX";
    private static final int RATE = 1_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Form of(String model) {
        return new Form().field("model", model);
    }

    Form field(String name, String value) {
        say(
                "--XX\r\ncontent-disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(name, value));
        return this;
    }

    Form file(String name, byte[] recording) {
        say(
                "--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                        .formatted(name));
        bytes.writeBytes(recording);
        say("\r\n");
        return this;
    }

    /** Silence. */
    Form wav(double seconds) {
        return file("talk.wav", silence(seconds));
    }

    byte[] bytes() {
        say("--XX--\r\n");
        return bytes.toByteArray();
    }

    private void say(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    HttpRequest.Builder to(HttpRequest.Builder request) {
        return request.header("content-type", TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes()));
    }

    /** WAV of so many seconds, a byte a sample. */
    static byte[] silence(double seconds) {
        int data = (int) Math.round(seconds * RATE);
        return ByteBuffer.allocate(44 + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + data)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE)
                .putShort((short) 1)
                .putShort((short) 8)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data)
                .array();
    }
}
