package dev.freeway.api.gemini;

import dev.freeway.api.Field;
import java.util.Locale;
import java.util.regex.Pattern;

/** Google's names of fields, each of which may also be written in snake_case. */
final class Names {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private Names() {}

    /** The member of that name, however it is written. */
    static Field get(Field of, String camelCase) {
        Field found = of.get(camelCase);
        Field snake = of.get(snakeCase(camelCase));
        return found.isAbsent() && !snake.isAbsent() ? snake : found;
    }

    private static String snakeCase(String camelCase) {
        return CAPITAL.matcher(camelCase)
                .replaceAll(capital -> "_" + capital.group().toLowerCase(Locale.ROOT));
    }
}
