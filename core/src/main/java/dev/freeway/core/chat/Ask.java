package dev.freeway.core.chat;

import dev.freeway.core.catalog.Model;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a client asks for, as far as it decides where the request can go and what it may cost.
 *
 * @param model as the client named it
 * @param inputTokens an upper bound of what a provider will count
 * @param outputTokensMax the client's own bound of one answer, if it set one
 * @param answers how many answers it wants ({@code n})
 * @param needs abilities a model must have
 * @param stream whether the answer is to come as events
 * @param usageInStream whether it wants usage as the last event
 */
public record Ask(
        Endpoint endpoint,
        String model,
        long inputTokens,
        OptionalLong outputTokensMax,
        int answers,
        Set<Model.Ability> needs,
        boolean stream,
        boolean usageInStream,
        Document body) {
    public Ask {
        needs = Set.copyOf(needs);
    }
}
