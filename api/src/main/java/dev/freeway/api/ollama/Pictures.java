package dev.freeway.api.ollama;

import dev.freeway.api.Field;
import dev.freeway.api.Refused;
import java.util.Map;

/** Pictures that come as base64 without a word on what they are: their first bytes tell. */
final class Pictures {
    private static final Map<String, String> TYPE_BY_BEGINNING =
            Map.of(
                    "/9j/", "image/jpeg",
                    "iVBORw0KGgo", "image/png",
                    "R0lGOD", "image/gif",
                    "UklGR", "image/webp");

    private Pictures() {}

    static String url(Field image) throws Refused {
        String base64 = image.text();
        for (var known : TYPE_BY_BEGINNING.entrySet()) {
            if (base64.startsWith(known.getKey())) {
                return "data:%s;base64,%s".formatted(known.getValue(), base64);
            }
        }
        throw image.wrong("base64 of a JPEG, PNG, GIF or WebP");
    }
}
