package dev.freeway.core.chat;

import dev.freeway.core.quota.Media;
import java.util.OptionalLong;

/**
 * How much a client asks for.
 *
 * @param inputTokens an upper bound of what a provider will count
 * @param likelyInputTokens what it will probably count (expected: ≤ {@code inputTokens})
 * @param outputTokensMax the client's own bound of one answer, if it set one
 * @param answers how many answers it wants ({@code n})
 * @param media what the answer takes beside tokens
 */
public record Size(
        long inputTokens,
        long likelyInputTokens,
        OptionalLong outputTokensMax,
        int answers,
        Media media) {
    /** One answer to so many tokens. */
    public static Size of(long inputTokens) {
        return new Size(inputTokens, inputTokens, OptionalLong.empty(), 1, Media.NONE);
    }
}
