package dev.freeway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Gathers server-sent events that carry their name. Used by one thread at a time. */
public final class NamedEvents {
    private final StringBuilder events = new StringBuilder();

    /** Adds an event; its data says the name again, as {@code type}. */
    public void add(String name, ObjectNode data) {
        data.put("type", name);
        events.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    }

    /** All that were added since this was last asked. */
    public byte[] take() {
        byte[] bytes = events.toString().getBytes(StandardCharsets.UTF_8);
        events.setLength(0);
        return bytes;
    }
}
