package dev.freeway.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object once, as a stream: checks all of it, and notes where each top-level value
 * stands and where embedded pictures do. Thread-safe once read.
 */
public final class JsonScan {
    private static final int DEPTH_MAX = 64;
    private static final int STRING_MAX = 16 * 1024 * 1024;
    private static final String MESSAGES = "messages";
    private static final String PICTURE = "image_url";
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_MAX)
                                    .build())
                    .build();

    private final List<Member> members = new ArrayList<>();
    private final List<Member> pictures = new ArrayList<>();

    private JsonScan() {}

    /**
     * A value in the text.
     *
     * @param name unescaped
     * @param start index of its first byte
     * @param end index behind its last
     */
    public record Member(String name, int start, int end) {}

    /**
     * Reads {@code bytes}.
     *
     * @throws BadJson unless it is exactly one JSON object in UTF-8, at most 64 deep, no top-level
     *     name twice
     */
    public static JsonScan read(byte[] bytes) throws BadJson {
        requireUtf8Object(bytes);
        JsonScan scan = new JsonScan();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            scan.object(parser);
            if (parser.nextToken() != null) {
                throw at(parser.currentTokenLocation(), "something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw at(e.getLocation(), e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadJson("the body is not valid UTF-8: " + e.getMessage());
        }
        return scan;
    }

    private static void requireUtf8Object(byte[] bytes) throws BadJson {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
            throw new BadJson("the body begins with a byte order mark (expected: '{')");
        }
        int at = 0;
        while (at < bytes.length && isSpace(bytes[at])) {
            at++;
        }
        if (at == bytes.length) {
            throw new BadJson("the body is empty (expected: a JSON object)");
        }
        if (bytes[at] != '{' || (at + 1 < bytes.length && bytes[at + 1] == 0)) {
            throw new BadJson(
                    "the body does not begin with '{' at byte %d (expected: a JSON object in UTF-8)"
                            .formatted(at));
        }
        OptionalInt invalid = Utf8.firstInvalid(bytes);
        if (invalid.isPresent()) {
            throw new BadJson(
                    "the body is not valid UTF-8 at byte %d (0x%02X)"
                            .formatted(invalid.getAsInt(), bytes[invalid.getAsInt()]));
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void object(JsonParser parser) throws IOException, BadJson {
        Set<String> seen = new HashSet<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                throw at(parser.currentTokenLocation(), "'" + name + "' is there twice");
            }
            parser.nextToken();
            int start = offset(parser.currentTokenLocation());
            value(parser, name.equals(MESSAGES));
            members.add(new Member(name, start, offset(parser.currentLocation())));
        }
    }

    private void value(JsonParser parser, boolean mayHoldPictures) throws IOException {
        if (!parser.currentToken().isStructStart()) {
            parser.finishToken();
        } else if (mayHoldPictures) {
            notePictures(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void notePictures(JsonParser parser) throws IOException {
        for (int depth = 1; depth > 0; ) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token == JsonToken.VALUE_STRING && isPicture(parser.getParsingContext())) {
                notePicture(parser);
            }
        }
    }

    /** {@code "image_url": "..."} or {@code "image_url": {"url": "..."}}. */
    private static boolean isPicture(JsonStreamContext at) {
        String name = at.getCurrentName();
        JsonStreamContext outer = at.getParent();
        return PICTURE.equals(name)
                || ("url".equals(name) && outer != null && PICTURE.equals(outer.getCurrentName()));
    }

    private void notePicture(JsonParser parser) throws IOException {
        int start = offset(parser.currentTokenLocation());
        parser.finishToken();
        pictures.add(new Member(PICTURE, start, offset(parser.currentLocation())));
    }

    private static int offset(JsonLocation location) {
        return Math.toIntExact(location.getByteOffset());
    }

    private static BadJson at(@Nullable JsonLocation location, String message) {
        if (location == null) {
            return new BadJson(message);
        }
        return new BadJson(
                "%s (line %d, column %d)"
                        .formatted(
                                message.replaceAll("\\s*\\n.*", ""),
                                location.getLineNr(),
                                location.getColumnNr()));
    }

    /** The top-level values, in order. */
    public List<Member> members() {
        return members;
    }

    /** The strings in messages that name or hold a picture. */
    public List<Member> pictures() {
        return pictures;
    }
}
