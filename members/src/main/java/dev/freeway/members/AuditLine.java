package dev.freeway.members;

import java.time.Instant;

/**
 * Who changed what, when.
 *
 * @param sequence ascending
 * @param what {@code created}, {@code changed} or {@code removed}
 */
public record AuditLine(
        long sequence, Instant at, String actor, String kind, String id, String what) {
    /**
     * Which lines are wanted; empty words are any.
     *
     * @param actor a person, by whatever token, or a way in
     */
    public record Sought(String actor, String kind, String id) {
        /** All. */
        public static final Sought ALL = new Sought("", "", "");

        /** What {@code actor + "/"} begins with: a person's name, and the token's after it. */
        public String actorStart() {
            return actor.isEmpty() ? "" : actor + "/";
        }
    }
}
