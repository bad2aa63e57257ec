package dev.freeway.api.admin;

import dev.freeway.members.Declined;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that can be asked for.
 *
 * @param path with names in braces, each for one word
 * @param fields what a body may have
 */
public record Route(
        String method, String path, Access access, Set<String> fields, Handler handler) {
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    /** Does what is asked. Called on a virtual thread. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Asked asked) throws Declined;
    }

    public Route {
        fields = Set.copyOf(fields);
    }

    /** What stands in that path for the names of the pattern, where it fits. */
    public Optional<Map<String, String>> match(String asked) {
        Matcher matcher =
                Pattern.compile(NAME.matcher(path).replaceAll("([^/]{1,200})")).matcher(asked);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> words = new LinkedHashMap<>();
        Matcher names = NAME.matcher(path);
        for (int i = 1; names.find(); i++) {
            words.put(names.group(1), matcher.group(i));
        }
        return Optional.of(words);
    }
}
