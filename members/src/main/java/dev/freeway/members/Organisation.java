package dev.freeway.members;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * People who share limits.
 *
 * @param name unique among people and organisations, for ever
 * @param plan its id, or empty where nothing is granted
 * @param people by their names
 */
public record Organisation(
        String name, String plan, State state, Map<String, Rank> people, Instant createdAt)
        implements Entry {
    public Organisation {
        Names.check("name", name);
        people = Collections.unmodifiableMap(new TreeMap<>(people));
    }

    @Override
    public String id() {
        return name;
    }

    /** The limits its people share. */
    public Holder holder() {
        return new Holder(name, plan, state);
    }

    /** What that person is to it. */
    public Optional<Rank> rank(String person) {
        return Optional.ofNullable(people.get(person));
    }

    Organisation withPlan(String other) {
        return new Organisation(name, other, state, people, createdAt);
    }

    Organisation with(State other) {
        return new Organisation(name, plan, other, people, createdAt);
    }

    Organisation with(String person, Rank rank) {
        Map<String, Rank> more = new TreeMap<>(people);
        more.put(person, rank);
        return new Organisation(name, plan, state, more, createdAt);
    }

    Organisation without(String person) {
        Map<String, Rank> fewer = new TreeMap<>(people);
        fewer.remove(person);
        return new Organisation(name, plan, state, fewer, createdAt);
    }

    Organisation since(Instant other) {
        return new Organisation(name, plan, state, people, other);
    }

    Organisation gone() {
        return new Organisation(name, "", State.REMOVED, Map.of(), createdAt);
    }
}
