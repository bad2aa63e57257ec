package dev.freeway.members;

import java.util.List;
import java.util.Optional;

/**
 * Who is to be served. A section that is there is the whole of it; one that is absent stays as it
 * is. Neither passwords nor logins are declared.
 */
public record Declared(
        Optional<List<Person>> people,
        Optional<List<Organisation>> organisations,
        Optional<List<Project>> projects,
        Optional<List<AccessToken>> tokens) {}
