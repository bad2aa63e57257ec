package dev.freeway.members;

import java.time.Instant;

/**
 * What tokens are used for.
 *
 * @param holder the person or organisation it belongs to
 * @param name unique there
 */
public record Project(String holder, String name, Instant createdAt) implements Entry {
    public Project {
        Names.check("holder", holder);
        Names.check("name", name);
    }

    @Override
    public String id() {
        return id(holder, name);
    }

    static String id(String holder, String name) {
        return holder + "/" + name;
    }
}
