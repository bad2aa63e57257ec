package dev.freeway.app.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in place of what a text names. */
@FunctionalInterface
interface Variables {
    /** There are none: in files of our own a text is what it is. */
    Variables NONE = (written, _, _) -> written;

    /** The text with every value in place; one that is not set is a mistake. */
    String replaced(String written, Place place, Mistakes mistakes);

    /** {@code ${NAME}} and {@code ${NAME:-default}} from the environment. */
    static Variables of(Function<String, Optional<String>> environment) {
        return new Environmental(environment)::replaced;
    }

    /**
     * Those of a process.
     *
     * @param environment values by name
     */
    record Environmental(Function<String, Optional<String>> environment) {
        private static final Pattern VARIABLE =
                Pattern.compile("\\$\\{([A-Za-z0-9_]+)(?::-([^}]*))?}");

        String replaced(String written, Place place, Mistakes mistakes) {
            return written.contains("${")
                    ? VARIABLE.matcher(written)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(value(found, place, mistakes)))
                    : written;
        }

        private String value(MatchResult found, Place place, Mistakes mistakes) {
            String name = found.group(1);
            Optional<String> value =
                    environment.apply(name).or(() -> Optional.ofNullable(found.group(2)));
            if (value.isEmpty()) {
                mistakes.addLast(
                        place,
                        "${%s} is not set (expected: an environment variable, or ${%s:-default})"
                                .formatted(name, name));
            }
            return value.orElse("");
        }
    }
}
