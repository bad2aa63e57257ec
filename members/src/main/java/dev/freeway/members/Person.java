package dev.freeway.members;

import java.time.Instant;

/**
 * A person here.
 *
 * @param name unique among people and organisations, for ever
 * @param email or empty
 * @param plan its id, or empty where nothing is granted
 * @param password its Argon2id hash, or empty where it cannot log in
 */
public record Person(
        String name,
        String email,
        Role role,
        String plan,
        State state,
        String password,
        Instant createdAt)
        implements Entry {
    public Person {
        Names.check("name", name);
    }

    /** A new one. */
    static Person of(String name, String email, Role role, String plan, Instant now) {
        return new Person(name, email, role, plan, State.ACTIVE, "", now);
    }

    @Override
    public String id() {
        return name;
    }

    /** Whether it runs this gateway. */
    public boolean operator() {
        return role == Role.OPERATOR;
    }

    /** Whether it does so now. */
    boolean operates() {
        return operator() && state == State.ACTIVE;
    }

    /** Its own limits. */
    public Holder holder() {
        return new Holder(name, plan, state);
    }

    Person with(State other) {
        return new Person(name, email, role, plan, other, password, createdAt);
    }

    Person with(Role other) {
        return new Person(name, email, other, plan, state, password, createdAt);
    }

    Person withPlan(String other) {
        return new Person(name, email, role, other, state, password, createdAt);
    }

    Person withEmail(String other) {
        return new Person(name, other, role, plan, state, password, createdAt);
    }

    Person withPassword(String hash) {
        return new Person(name, email, role, plan, state, hash, createdAt);
    }

    Person since(Instant other) {
        return new Person(name, email, role, plan, state, password, other);
    }

    /** What is left of one who is gone. */
    Person gone() {
        return new Person(name, "", Role.MEMBER, "", State.REMOVED, "", createdAt);
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "Person[" + name + "]";
    }
}
