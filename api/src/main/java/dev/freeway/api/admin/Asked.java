package dev.freeway.api.admin;

import dev.freeway.api.Bearer;
import dev.freeway.members.Actor;
import dev.freeway.members.Declined;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a route.
 *
 * @param bearer who came, if with a token
 * @param actor as whom it acts, where that is a member
 * @param path the words in place of the pattern's names
 * @param query the first value of each name
 * @param cookies the header, or empty
 * @param body an empty object where there was none, or where it is a letter
 * @param letter what came to a route for who signs
 */
public record Asked(
        Optional<Bearer> bearer,
        Optional<Actor> actor,
        Map<String, String> path,
        Map<String, String> query,
        String cookies,
        Fields body,
        Letter letter) {
    public Asked {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The member that asks. */
    Actor who() throws Declined {
        return actor.orElseThrow(() ->
                Declined.forbidden(
                        "This token belongs to the configuration file, and to no member."));
    }

    String named(String name) {
        return path.getOrDefault(name, "");
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }
}
