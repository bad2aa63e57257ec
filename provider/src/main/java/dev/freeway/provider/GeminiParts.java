package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.Map;

/** The content of a message as parts: text, pictures, sound, files. */
final class GeminiParts {
    private static final Map<String, String> TYPES =
            Map.of("png", "image/png", "webp", "image/webp", "gif", "image/gif");

    private GeminiParts() {}

    static ArrayNode of(JsonNode content, String where) throws Unspeakable {
        ArrayNode parts = Json.array();
        if (content.isTextual()) {
            parts.addObject().set("text", content);
            return parts;
        }
        if (!content.isArray()) {
            throw Unspeakable.wrong(where, content, "a string or an array of parts");
        }
        for (JsonNode part : content) {
            parts.add(part(part, "%s[%d]".formatted(where, parts.size())));
        }
        return parts;
    }

    private static ObjectNode part(JsonNode part, String where) throws Unspeakable {
        String type = part.path("type").asText("");
        return switch (type) {
            case "text", "refusal" -> Json.object().put("text", part.path(type).asText(""));
            case "image_url" ->
                    picture(part.path("image_url").path("url").asText(""), where + ".image_url");
            case "input_audio" -> {
                JsonNode audio = part.path("input_audio");
                yield data(
                        "audio/" + audio.path("format").asText("wav"),
                        audio.path("data").asText(""));
            }
            case "file" ->
                    inline(
                            part.path("file").path("file_data").asText(""),
                            where + ".file.file_data");
            default ->
                    throw Unspeakable.here(
                            where + ".type", type, "text, image_url, input_audio or file");
        };
    }

    private static ObjectNode picture(String url, String where) throws Unspeakable {
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            return inline(url, where + ".url");
        }
        ObjectNode part = Json.object();
        String ending = url.replaceAll("[?#].*", "").replaceAll(".*\\.", "");
        part.putObject("fileData")
                .put("mimeType", TYPES.getOrDefault(ending, "image/jpeg"))
                .put("fileUri", url);
        return part;
    }

    private static ObjectNode inline(String url, String where) throws Unspeakable {
        int comma = url.indexOf(";base64,");
        if (!url.startsWith("data:") || comma < 0) {
            throw Unspeakable.wrong(where, url, "an http(s) URL, or data:<type>;base64,<bytes>");
        }
        return data(
                url.substring("data:".length(), comma), url.substring(comma + ";base64,".length()));
    }

    private static ObjectNode data(String type, String base64) {
        ObjectNode part = Json.object();
        part.putObject("inlineData").put("mimeType", type).put("data", base64);
        return part;
    }
}
