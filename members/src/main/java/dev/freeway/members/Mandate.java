package dev.freeway.members;

import java.util.Set;

/**
 * What came with a request.
 *
 * @param token its id, or empty for one of the configuration file
 * @param person as whom it acts
 * @param project or empty
 */
public record Mandate(String token, String person, String project, Bounds bounds) {
    /** A token of the configuration file. */
    public static Mandate configured(String person, boolean operator) {
        Set<Scope> scopes = operator ? Scope.OPERATORS : Scope.MEMBERS;
        return new Mandate("", person, "", Bounds.of(scopes));
    }

    /** Whether it is for that. */
    public boolean has(Scope scope) {
        return bounds.scopes().contains(scope);
    }
}
