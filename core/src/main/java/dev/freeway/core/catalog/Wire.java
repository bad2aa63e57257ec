package dev.freeway.core.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a provider is spoken to.
 *
 * @param dialect which wire it speaks: {@code openai}, {@code gemini}, ...
 * @param paths behind the base URL, or whole URLs, by our endpoint's name: {@code chat}, ...; with
 *     {@code {model}} where the model's id stands in the path
 * @param outputBound the name of the chat parameter that bounds the answer's tokens
 * @param stopsOnCancel whether it stops generating and counting when we hang up
 * @param polling where an answer that is not ready is asked for again, or empty
 * @param page where it tells what it has counted, if anywhere
 * @param readings what its headers say of its limits
 * @param named how its refusals name its limits
 */
public record Wire(
        String dialect,
        Map<String, String> paths,
        String outputBound,
        boolean stopsOnCancel,
        String polling,
        Optional<Page> page,
        List<Reading> readings,
        List<Named> named) {
    public Wire {
        paths = Map.copyOf(paths);
        readings = List.copyOf(readings);
        named = List.copyOf(named);
    }

    /** OpenAI's, at those paths. */
    public static Wire openAi(Map<String, String> paths) {
        return new Wire(
                "openai", paths, "max_tokens", true, "", Optional.empty(), List.of(), List.of());
    }

    /**
     * What some headers say of one limit.
     *
     * @param limit its id
     * @param amount the header with its size, or empty
     * @param remaining the header with what is left, or empty
     * @param times by how much both are to be multiplied to be of the limit's period
     */
    public record Reading(String limit, String amount, String remaining, long times) {}

    /**
     * A page on which a provider tells what it has counted.
     *
     * @param path behind the base URL, or a whole URL
     * @param limit the limit's id
     * @param amount a JSON pointer to its size, or empty
     * @param left a JSON pointer to what is left, or empty where it lists usage instead
     * @param times by how much both are to be multiplied to be units of the limit
     * @param age how long the provider keeps the page
     */
    public record Page(
            String path, String limit, String amount, String left, long times, Duration age) {}

    /**
     * How a refusal names a limit.
     *
     * @param words that stand in it
     * @param limit the limit's id
     * @param size a pattern whose first group is how large the limit is, or empty
     * @param used a pattern whose first group is how much of it is used, or empty
     */
    public record Named(String words, String limit, String size, String used) {
        /** How large a refusal in these words says the limit is. */
        public OptionalLong amount(String refusal) {
            return number(size, refusal);
        }

        /** How much it says is left. */
        public OptionalLong left(String refusal) {
            OptionalLong amount = amount(refusal);
            OptionalLong gone = number(used, refusal);
            return amount.isPresent() && gone.isPresent()
                    ? OptionalLong.of(amount.getAsLong() - gone.getAsLong())
                    : OptionalLong.empty();
        }

        private static OptionalLong number(String pattern, String text) {
            Matcher said = Pattern.compile(pattern).matcher(text);
            return !pattern.isEmpty() && said.find()
                    ? OptionalLong.of(Long.parseLong(said.group(1)))
                    : OptionalLong.empty();
        }
    }
}
