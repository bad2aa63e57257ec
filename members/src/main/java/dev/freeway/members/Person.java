package dev.freeway.members;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A person here.
 *
 * @param name unique among people and organisations, for ever
 * @param email or empty
 * @param plan its id, or empty where nothing is granted
 * @param password its Argon2id hash, or empty where it cannot log in
 * @param reached the address that is known to be its own, or empty: an operator said so, or it came
 *     in by what was sent there
 */
public record Person(
        String name,
        String email,
        Role role,
        String plan,
        State state,
        String password,
        Instant createdAt,
        String reached)
        implements Entry {
    public Person {
        Names.check("name", name);
        // Of one that was kept before it was known.
        reached = Objects.requireNonNullElse(reached, "");
    }

    /** One of whom no address is known to be its own. */
    public Person(
            String name,
            String email,
            Role role,
            String plan,
            State state,
            String password,
            Instant createdAt) {
        this(name, email, role, plan, state, password, createdAt, "");
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
        return new Person(name, email, role, plan, other, password, createdAt, reached);
    }

    Person with(Role other) {
        return new Person(name, email, other, plan, state, password, createdAt, reached);
    }

    Person withPlan(String other) {
        return new Person(name, email, role, other, state, password, createdAt, reached);
    }

    Person withEmail(String other) {
        return new Person(name, other, role, plan, state, password, createdAt, reached);
    }

    /** Where that address is known to be its own. */
    Person reachedAt(String address) {
        return new Person(name, email, role, plan, state, password, createdAt, address);
    }

    /** Where it may be written to without being asked. */
    public Optional<String> mailbox() {
        return Optional.of(email).filter(address -> !address.isEmpty() && address.equals(reached));
    }

    Person withPassword(String hash) {
        return new Person(name, email, role, plan, state, hash, createdAt, reached);
    }

    Person since(Instant other) {
        return new Person(name, email, role, plan, state, password, other, reached);
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
