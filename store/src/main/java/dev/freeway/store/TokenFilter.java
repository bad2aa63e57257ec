package dev.freeway.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Picks the rows that came with certain tokens, in SQL that both databases understand. */
final class TokenFilter {
    private TokenFilter() {}

    /** What follows other conditions; nothing where any token will do. */
    static String and(Optional<Set<String>> tokens) {
        if (tokens.isEmpty()) {
            return "";
        }
        int count = tokens.get().size();
        return count == 0
                ? " AND 1 = 0"
                : " AND token IN (" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /** Binds them from there on; returns what is next. */
    static int bind(PreparedStatement select, int first, Optional<Set<String>> tokens)
            throws SQLException {
        int next = first;
        for (String token : tokens.orElse(Set.of())) {
            select.setString(next++, token);
        }
        return next;
    }
}
