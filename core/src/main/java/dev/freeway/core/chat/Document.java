package dev.freeway.core.chat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object of which only the top level has been read: the rest passes through as the bytes it
 * came in. Immutable.
 *
 * @param bytes the JSON text, valid UTF-8; not to be changed
 * @param members where each top-level value stands, in order
 */
public record Document(byte[] bytes, List<Member> members) {
    /** In place of a value: the member is not wanted. */
    public static final String LEFT_OUT = "";

    /** {@code {}}. */
    public static final Document EMPTY = new Document(new byte[] {'{', '}'}, List.of());

    public Document {
        members = List.copyOf(members);
    }

    /**
     * A top-level member.
     *
     * @param name unescaped
     * @param start index of the value's first byte
     * @param end index behind its last
     */
    public record Member(String name, int start, int end) {}

    /** The raw JSON of that member's value. */
    public Optional<String> raw(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .map(member -> text(member.start(), member.end()));
    }

    public boolean has(String name) {
        return members.stream().anyMatch(member -> member.name().equals(name));
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /**
     * The same object with some members set, in place or at the end, and some left out.
     *
     * @param set raw JSON by name; {@link #LEFT_OUT} drops the member
     */
    public byte[] with(Map<String, String> set) {
        Map<String, String> missing = new LinkedHashMap<>(set);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
        out.write('{');
        for (Member member : members) {
            String changed = missing.remove(member.name());
            if (changed == null) {
                name(out, member.name());
                out.write(bytes, member.start(), member.end() - member.start());
            } else if (!changed.isEmpty()) {
                name(out, member.name());
                out.writeBytes(changed.getBytes(StandardCharsets.UTF_8));
            }
        }
        missing.forEach((name, value) -> {
            if (!value.isEmpty()) {
                name(out, name);
                out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            }
        });
        out.write('}');
        return out.toByteArray();
    }

    private static void name(ByteArrayOutputStream out, String name) {
        if (out.size() > 1) {
            out.write(',');
        }
        out.writeBytes(quoted(name).getBytes(StandardCharsets.UTF_8));
        out.write(':');
    }

    /** {@code text} as a JSON string. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
