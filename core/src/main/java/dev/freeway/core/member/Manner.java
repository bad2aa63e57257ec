package dev.freeway.core.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How limits are told under a plan: as the provider would that it imitates, beside our own words.
 * Values stand in texts by name, in braces: {@code amount}, {@code period}, {@code seconds}, {@code
 * left}, {@code needed}, {@code model}.
 *
 * @param refusals how the provider refuses, by limit
 * @param headers what it says with every answer, by name; {@code {rpm.left}} stands for what the
 *     limit rpm has left
 */
public record Manner(List<Refusal> refusals, Map<String, String> headers) {
    /** In our own words alone. */
    public static final Manner OURS = new Manner(List.of(), Map.of());

    public Manner {
        refusals = List.copyOf(refusals);
        headers = Map.copyOf(headers);
    }

    /** How the end of that limit is told. */
    public Optional<Refusal> refusal(String limit) {
        return refusals.stream().filter(refusal -> refusal.limit().equals(limit)).findFirst();
    }

    /**
     * One refusal.
     *
     * @param status of HTTP
     * @param code in the error's body
     * @param headers beside ours
     */
    public record Refusal(
            String limit, int status, String code, String message, Map<String, String> headers) {
        public Refusal {
            headers = Map.copyOf(headers);
        }
    }
}
