package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The stand-ins' own way to count tokens: four letters, three digits, or any other mark each are
 * one; three more for every message and for the request.
 */
final class TextTokens {
    private static final int LETTERS = 4;
    private static final int DIGITS = 3;
    private static final int AROUND = 3;
    private static final int PICTURE = 85;

    private TextTokens() {}

    static int of(String text) {
        int tokens = 0;
        int run = 0;
        boolean letters = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c < 128 && Character.isLetter(c);
            boolean digit = c < 128 && Character.isDigit(c);
            run = (letter && letters) || (digit && !letters && run > 0) ? run + 1 : 1;
            letters = letter;
            if (letter || digit) {
                tokens += run % (letter ? LETTERS : DIGITS) == 1 ? 1 : 0;
            } else {
                run = 0;
                tokens += Character.isWhitespace(c) ? 0 : 1;
            }
        }
        return tokens;
    }

    /** Of a whole request's prompt, messages or input. */
    static int ofRequest(JsonNode request) {
        int tokens = AROUND + of(request.path("prompt").asText("")) + tools(request);
        for (JsonNode message : request.path("messages")) {
            tokens += AROUND + content(message.path("content"));
        }
        JsonNode input = request.path("input");
        tokens += of(input.asText(""));
        for (JsonNode item : input) {
            tokens += of(item.asText(""));
        }
        return tokens;
    }

    private static int tools(JsonNode request) {
        return request.path("tools").isEmpty() ? 0 : of(request.get("tools").toString());
    }

    private static int content(JsonNode content) {
        int tokens = of(content.asText(""));
        for (JsonNode part : content) {
            tokens += part.has("image_url") ? PICTURE : of(part.path("text").asText(""));
        }
        return tokens;
    }
}
