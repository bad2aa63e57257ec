package dev.freeway.members;

/** Who asks, by which token. */
public record Actor(Person person, AccessToken token) {
    /** Who that is in the audit. */
    String signature() {
        return person.name() + "/" + token.id();
    }

    String name() {
        return person.name();
    }

    /** Whether it is an operator who may change things, or at least see them. */
    boolean operates() {
        return person.operator() && token.bounds().scopes().stream().anyMatch(Scope::admin);
    }

    boolean has(Scope scope) {
        return token.bounds().scopes().contains(scope);
    }
}
