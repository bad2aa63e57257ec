package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.quota.Media;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request for pictures asks for: how many, how large, drawn in how many steps. */
final class Pictures {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final String DEFAULT_SIZE = "1024x1024";
    private static final int DEFAULT_STEPS = 4;
    private static final int STEPS_MAX = 50;
    private static final int SIDE_MAX = 2048;

    private Pictures() {}

    /**
     * Reads it.
     *
     * @param size OpenAI's {@code 1024x1024}, {@code auto} or absent
     * @param steps absent for what a fast model takes
     * @throws Refused where they are no such things
     */
    static Media read(int count, JsonNode size, JsonNode steps) throws Refused {
        String text = size.asText("");
        Matcher sides = SIZE.matcher(text.isEmpty() || text.equals("auto") ? DEFAULT_SIZE : text);
        if (!sides.matches() || side(sides, 1) > SIDE_MAX || side(sides, 2) > SIDE_MAX) {
            throw new Refused(
                    Problem.invalid(
                            "size",
                            "'size' is not what it should be (expected: auto, or like 1024x1024,"
                                    + " each side up to "
                                    + SIDE_MAX
                                    + ")"));
        }
        int each = steps.asInt(DEFAULT_STEPS);
        if (each < 1 || each > STEPS_MAX) {
            throw new Refused(
                    Problem.invalid(
                            "steps",
                            "'steps' is not what it should be (expected: 1 to " + STEPS_MAX + ")"));
        }
        return Media.pictures(count, side(sides, 1), side(sides, 2), each);
    }

    private static int side(Matcher sides, int group) {
        return Integer.parseInt(sides.group(group));
    }
}
