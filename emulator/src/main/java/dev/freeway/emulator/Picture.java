package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures of one colour, which depends on what was asked for. */
final class Picture {
    private static final int SIDE = 16;

    private Picture() {}

    /** {@code format} is png or jpg. */
    static byte[] of(long seed, String format) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int colour = new Random(seed).nextInt(0x100_0000);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, colour);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("format: " + format + " (expected: png or jpg)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String base64(Reply reply, int index, String format) {
        byte[] bytes = of(reply.visit().request().hashCode() + (long) index, format);
        return Base64.getEncoder().encodeToString(bytes);
    }

    static Body openAi(Reply reply) {
        ObjectNode answer = Json.object().put("created", reply.visit().at().getEpochSecond());
        ArrayNode data = answer.putArray("data");
        for (int i = 0; i < reply.visit().request().path("n").asInt(1); i++) {
            data.addObject().put("b64_json", base64(reply, i, "png"));
        }
        return Body.json(answer);
    }
}
